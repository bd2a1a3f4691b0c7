/* The texts of the static strings in CPython 3.11's _PyRuntime, in their order there: stock modules built with CPython's internal
   headers reach them by offset, so order and spelling are part of the ABI. Read from the memory of a running CPython 3.11 (3.11.2 and
   3.11.7 agree). */
#ifndef CAPI4J_RUNTIME_STRINGS_H
#define CAPI4J_RUNTIME_STRINGS_H

#define C4J_RUNTIME_LITERALS(S) \
    S("<dictcomp>") S("<genexpr>") S("<lambda>") S("<listcomp>") S("<module>") S("<setcomp>") S("<string>") S("<unknown>") \
    S("}") S(", ") S("}}") S("{{") S("%%") S(".") S(".<locals>") S("") S("list index out of range") S("\n") S("{") S("%") \
    S("utf-8")

#define C4J_RUNTIME_IDENTIFIERS(S) \
    S("False") S("Py_Repr") S("TextIOWrapper") S("True") S("WarningMessage") S("_") S("__IOBase_closed") S("__abc_tpflags__") \
    S("__abs__") S("__abstractmethods__") S("__add__") S("__aenter__") S("__aexit__") S("__aiter__") S("__all__") \
    S("__and__") S("__anext__") S("__annotations__") S("__args__") S("__await__") S("__bases__") S("__bool__") \
    S("__build_class__") S("__builtins__") S("__bytes__") S("__call__") S("__cantrace__") S("__class__") \
    S("__class_getitem__") S("__classcell__") S("__complex__") S("__contains__") S("__copy__") S("__del__") S("__delattr__") \
    S("__delete__") S("__delitem__") S("__dict__") S("__dir__") S("__divmod__") S("__doc__") S("__enter__") S("__eq__") \
    S("__exit__") S("__file__") S("__float__") S("__floordiv__") S("__format__") S("__fspath__") S("__ge__") S("__get__") \
    S("__getattr__") S("__getattribute__") S("__getinitargs__") S("__getitem__") S("__getnewargs__") S("__getnewargs_ex__") \
    S("__getstate__") S("__gt__") S("__hash__") S("__iadd__") S("__iand__") S("__ifloordiv__") S("__ilshift__") \
    S("__imatmul__") S("__imod__") S("__import__") S("__imul__") S("__index__") S("__init__") S("__init_subclass__") \
    S("__instancecheck__") S("__int__") S("__invert__") S("__ior__") S("__ipow__") S("__irshift__") S("__isabstractmethod__") \
    S("__isub__") S("__iter__") S("__itruediv__") S("__ixor__") S("__le__") S("__len__") S("__length_hint__") \
    S("__lltrace__") S("__loader__") S("__lshift__") S("__lt__") S("__main__") S("__matmul__") S("__missing__") S("__mod__") \
    S("__module__") S("__mro_entries__") S("__mul__") S("__name__") S("__ne__") S("__neg__") S("__new__") S("__newobj__") \
    S("__newobj_ex__") S("__next__") S("__notes__") S("__or__") S("__orig_class__") S("__origin__") S("__package__") \
    S("__parameters__") S("__path__") S("__pos__") S("__pow__") S("__prepare__") S("__qualname__") S("__radd__") \
    S("__rand__") S("__rdivmod__") S("__reduce__") S("__reduce_ex__") S("__repr__") S("__reversed__") S("__rfloordiv__") \
    S("__rlshift__") S("__rmatmul__") S("__rmod__") S("__rmul__") S("__ror__") S("__round__") S("__rpow__") S("__rrshift__") \
    S("__rshift__") S("__rsub__") S("__rtruediv__") S("__rxor__") S("__set__") S("__set_name__") S("__setattr__") \
    S("__setitem__") S("__setstate__") S("__sizeof__") S("__slotnames__") S("__slots__") S("__spec__") S("__str__") \
    S("__sub__") S("__subclasscheck__") S("__subclasshook__") S("__truediv__") S("__trunc__") \
    S("__typing_is_unpacked_typevartuple__") S("__typing_prepare_subst__") S("__typing_subst__") \
    S("__typing_unpacked_tuple_args__") S("__warningregistry__") S("__weakref__") S("__xor__") S("_abc_impl") \
    S("_annotation") S("_blksize") S("_bootstrap") S("_dealloc_warn") S("_finalizing") S("_find_and_load") \
    S("_fix_up_module") S("_get_sourcefile") S("_handle_fromlist") S("_initializing") S("_is_text_encoding") \
    S("_lock_unlock_module") S("_showwarnmsg") S("_shutdown") S("_slotnames") S("_strptime_time") \
    S("_uninitialized_submodules") S("_warn_unawaited_coroutine") S("_xoptions") S("add") S("append") S("big") S("buffer") \
    S("builtins") S("c_call") S("c_exception") S("c_return") S("call") S("clear") S("close") S("closed") S("code") S("copy") \
    S("copyreg") S("decode") S("default") S("defaultaction") S("dictcomp") S("difference_update") S("dispatch_table") \
    S("displayhook") S("enable") S("encode") S("encoding") S("end_lineno") S("end_offset") S("errors") S("excepthook") \
    S("exception") S("extend") S("filename") S("fileno") S("fillvalue") S("filters") S("find_class") S("flush") S("genexpr") \
    S("get") S("get_source") S("getattr") S("getstate") S("ignore") S("importlib") S("inf") S("intersection") S("isatty") \
    S("isinstance") S("items") S("iter") S("join") S("keys") S("lambda") S("last_traceback") S("last_type") S("last_value") \
    S("latin1") S("len") S("line") S("lineno") S("listcomp") S("little") S("locale") S("match") S("metaclass") S("mode") \
    S("modules") S("mro") S("msg") S("n_fields") S("n_sequence_fields") S("n_unnamed_fields") S("name") S("newlines") \
    S("next") S("obj") S("offset") S("onceregistry") S("opcode") S("open") S("parent") S("partial") S("path") S("peek") \
    S("persistent_id") S("persistent_load") S("print_file_and_line") S("ps1") S("ps2") S("raw") S("read") S("read1") \
    S("readable") S("readall") S("readinto") S("readinto1") S("readline") S("reducer_override") S("reload") S("replace") \
    S("reset") S("return") S("reversed") S("seek") S("seekable") S("send") S("setcomp") S("setstate") S("sort") S("stderr") \
    S("stdin") S("stdout") S("strict") S("symmetric_difference_update") S("tell") S("text") S("threading") S("throw") \
    S("top") S("truncate") S("unraisablehook") S("values") S("version") S("warnings") S("warnoptions") S("writable") \
    S("write") S("zipimporter")

#endif /* CAPI4J_RUNTIME_STRINGS_H */
