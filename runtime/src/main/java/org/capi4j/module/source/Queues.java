package org.capi4j.module.source;

import static org.capi4j.memory.Memory.NULL;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.capi4j.export.BuiltinModule;
import org.capi4j.export.Method;
import org.capi4j.layout.Constants;
import org.capi4j.memory.Shim;
import org.capi4j.module.ClassContents;
import org.capi4j.module.Definitions;
import org.capi4j.module.JavaModules;
import org.capi4j.module.Namespace;
import org.capi4j.object.BuiltinTypes;
import org.capi4j.object.Exceptions;
import org.capi4j.object.PyError;
import org.capi4j.object.References;
import org.capi4j.object.Strings;
import org.capi4j.type.Calls;
import org.capi4j.type.ClassMethodType;
import org.capi4j.type.DictType;
import org.capi4j.type.ExceptionType;
import org.capi4j.type.ListType;
import org.capi4j.type.LongType;
import org.capi4j.type.Numbers;
import org.capi4j.type.Objects;
import org.capi4j.type.Singletons;
import org.capi4j.type.TupleType;

/** {@code queue}: {@code SimpleQueue} and {@code Empty} are those of CPython's {@code _queue}, where that is on the search path. */
@BuiltinModule("queue")
public final class Queues {
    private Queues() {}

    public static void fill(long dict) {
        fillBinary(dict);
        Definitions definitions = new Definitions(dict, "Queues");
        Namespace.steal(dict, "Full", new ClassContents(definitions, "Full").make(BuiltinTypes.TYPE, Exceptions.Exception));
        ClassContents queue = new ClassContents(definitions, "Queue").define("__init__(self, maxsize=0)", "task_done(self)", "join(self)", "qsize(self)", "empty(self)", "full(self)",
                "put(self, item, block=True, timeout=None)", "get(self, block=True, timeout=None)", "put_nowait(self, item)", "get_nowait(self)", "_init(self, maxsize)");
        sized(queue).closing("put", Namespace.tuple("append"), "_put(self, item)").closing("take", Namespace.tuple("popleft"), "_get(self)");
        queue.put("__class_getitem__", ClassMethodType.make(Shim.symbol("Py_GenericAliasType")));
        Namespace.steal(dict, "Queue", queue.make(BuiltinTypes.TYPE));
        long base = DictType.get(dict, "Queue");
        ClassContents ordered = sized(new ClassContents(definitions, "PriorityQueue").closing("init list", Singletons.none(), "_init(self, maxsize)"));
        ordered.closing("put on heap", Singletons.none(), "_put(self, item)").closing("take from heap", Singletons.none(), "_get(self)");
        Namespace.steal(dict, "PriorityQueue", ordered.make(BuiltinTypes.TYPE, base));
        ClassContents stack = sized(new ClassContents(definitions, "LifoQueue").closing("init list", Singletons.none(), "_init(self, maxsize)"));
        stack.closing("put", Namespace.tuple("append"), "_put(self, item)").closing("take", Namespace.tuple("pop"), "_get(self)");
        Namespace.steal(dict, "LifoQueue", stack.make(BuiltinTypes.TYPE, base));
    }

    private static ClassContents sized(ClassContents contents) {
        return contents.closing("size", Singletons.none(), "_qsize(self)");
    }

    private static void fillBinary(long dict) {
        try {
            JavaModules.copy("_queue", dict, name -> !name.startsWith("_"));
        } catch (PyError error) {
            if (!ExceptionType.matches(error, Exceptions.ImportError)) throw error;
            error.release();
            Namespace.steal(dict, "Empty", new ClassContents(new Definitions(dict, "Queues"), "Empty").put("__module__", Strings.of("_queue")).make(BuiltinTypes.TYPE, Exceptions.Exception));
        }
    }

    private static PyError error(Activation call, String name) {
        return ExceptionType.raiseNew(Calls.callNoArgs(call.global("queue", name)));
    }

    /** A {@code with} statement. */
    private static long locked(Activation call, String lock, LongSupplier action) {
        long manager = call.get(call.arg(0), lock);
        call.call(manager, "__enter__");
        try {
            return action.getAsLong();
        } finally {
            References.decref(Calls.callMethod(manager, "__exit__", Singletons.NONE, Singletons.NONE, Singletons.NONE));
        }
    }

    @Method("Queue.__init__")
    static long init(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            call.set(self, "maxsize", call.arg(1));
            call.call(self, "_init", call.arg(1));
            long mutex = call.invoke(call.imported("threading", "Lock"));
            call.set(self, "mutex", mutex);
            for (String name : new String[] {"not_empty", "not_full", "all_tasks_done"}) call.set(self, name, call.invoke(call.imported("threading", "Condition"), mutex));
            call.set(self, "unfinished_tasks", call.number(0));
            return Activation.none();
        }
    }

    @Method("Queue._init")
    static long initItems(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "queue", call.invoke(call.imported("collections", "deque")));
            return Activation.none();
        }
    }

    @Method("init list")
    static long initList(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.set(call.arg(0), "queue", call.keep(ListType.make(0)));
            return Activation.none();
        }
    }

    @Method("size")
    static long size(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return LongType.of(Objects.length(call.get(call.arg(0), "queue")));
        }
    }

    /** Closes over a tuple of the name of the items' method. */
    @Method("put")
    static long putItem(long name, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.invoke(call.keep(Objects.getAttr(call.get(call.arg(0), "queue"), TupleType.get(name, 0))), call.arg(1));
            return Activation.none();
        }
    }

    @Method("take")
    static long takeItem(long name, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.invoke(call.keep(Objects.getAttr(call.get(call.arg(0), "queue"), TupleType.get(name, 0)))));
        }
    }

    @Method("put on heap")
    static long putOnHeap(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            call.invoke(call.imported("heapq", "heappush"), call.get(call.arg(0), "queue"), call.arg(1));
            return Activation.none();
        }
    }

    @Method("take from heap")
    static long takeFromHeap(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return Activation.own(call.invoke(call.imported("heapq", "heappop"), call.get(call.arg(0), "queue")));
        }
    }

    private static boolean isFull(Activation call) {
        return Objects.richCompareBool(call.call(call.arg(0), "_qsize"), call.get(call.arg(0), "maxsize"), Constants.Py_GE);
    }

    private static boolean isEmpty(Activation call) {
        return !call.asks(call.arg(0), "_qsize");
    }

    @Method("Queue.qsize")
    static long askSize(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return locked(call, "mutex", () -> Activation.own(call.call(call.arg(0), "_qsize")));
        }
    }

    @Method("Queue.empty")
    static long askEmpty(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return locked(call, "mutex", () -> Activation.own(isEmpty(call)));
        }
    }

    @Method("Queue.full")
    static long askFull(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return locked(call, "mutex", () -> Activation.own(Objects.richCompareBool(call.number(0), call.get(call.arg(0), "maxsize"), Constants.Py_LT) && isFull(call)));
        }
    }

    private static boolean isLimited(Activation call) {
        return Objects.richCompareBool(call.get(call.arg(0), "maxsize"), call.number(0), Constants.Py_GT);
    }

    /** Waits while {@code isBlocked}. */
    private static void await(Activation call, String condition, BooleanSupplier isBlocked, int block, String error) {
        long timeout = call.arg(block + 1);
        if (!Objects.isTrue(call.arg(block))) {
            if (isBlocked.getAsBoolean()) throw error(call, error);
            return;
        }
        boolean isNegative = timeout != Singletons.NONE && Objects.richCompareBool(timeout, call.number(0), Constants.Py_LT);
        if (isNegative) throw PyError.valueError("'timeout' must be a non-negative number");
        Deadline deadline = new Deadline(timeout);
        while (isBlocked.getAsBoolean()) {
            long left = deadline.left(call);
            if (left == NULL) throw error(call, error);
            call.call(call.get(call.arg(0), condition), "wait", left);
        }
    }

    @Method("Queue.put")
    static long put(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            long self = call.arg(0);
            return locked(call, "not_full", () -> {
                if (isLimited(call)) await(call, "not_full", () -> isFull(call), 2, "Full");
                call.call(self, "_put", call.arg(1));
                call.set(self, "unfinished_tasks", call.keep(Numbers.add(call.get(self, "unfinished_tasks"), call.number(1))));
                call.call(call.get(self, "not_empty"), "notify");
                return Activation.none();
            });
        }
    }

    @Method("Queue.get")
    static long get(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return locked(call, "not_empty", () -> {
                await(call, "not_empty", () -> isEmpty(call), 1, "Empty");
                long item = call.call(call.arg(0), "_get");
                call.call(call.get(call.arg(0), "not_full"), "notify");
                return References.newRef(item);
            });
        }
    }

    private static long withoutWaiting(Activation call, String method, long arguments) {
        long keywords = call.keep(DictType.make());
        DictType.set(keywords, "block", Singletons.FALSE);
        return Calls.call(call.get(call.arg(0), method), arguments, keywords);
    }

    @Method("Queue.put_nowait")
    static long putNow(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return withoutWaiting(call, "put", call.tuple(call.arg(1)));
        }
    }

    @Method("Queue.get_nowait")
    static long getNow(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return withoutWaiting(call, "get", call.tuple());
        }
    }

    @Method("Queue.task_done")
    static long taskDone(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return locked(call, "all_tasks_done", () -> {
                long left = call.keep(Numbers.subtract(call.get(call.arg(0), "unfinished_tasks"), call.number(1)));
                boolean isDone = Objects.richCompareBool(left, call.number(0), Constants.Py_LE);
                if (isDone && Objects.isTrue(left)) throw PyError.valueError("task_done() called too many times");
                if (isDone) call.call(call.get(call.arg(0), "all_tasks_done"), "notify_all");
                call.set(call.arg(0), "unfinished_tasks", left);
                return Activation.none();
            });
        }
    }

    @Method("Queue.join")
    static long join(long closure, long args, long nargs) {
        try (Activation call = new Activation(args)) {
            return locked(call, "all_tasks_done", () -> {
                while (call.isTrue(call.arg(0), "unfinished_tasks")) call.call(call.get(call.arg(0), "all_tasks_done"), "wait");
                return Activation.none();
            });
        }
    }
}
