/* Calls between Java and C, and memory, by JNI, until linking the FFM API's stubs pays: runtime/docs/adr/0014. jni.S has
   the way from Java to C. The functions are native methods of org.capi4j.memory.Jni. */
#include "shim.h"

#include <dlfcn.h>
#include <jni.h>

typedef struct {
    jclass holder;
    jmethodID method; /* long method(long, long, long, long, long, long) */
    int cold_calls;   /* until Java is asked for a better stub */
} java_method;

#define COLD_CALLS 1000

static JavaVM *vm;
static java_method binder;

/* By the function's index; no table where the FFM API is used. lazy.S reads both. */
java_method **c4j_java_methods;

#define NATIVE(type, name, ...)                                                                      \
    JNIEXPORT type Java_org_capi4j_memory_Jni_##name(JNIEnv *env, jclass caller, __VA_ARGS__);       \
    type Java_org_capi4j_memory_Jni_##name(JNIEnv *env, jclass Py_UNUSED(caller), __VA_ARGS__)

/* ---- Memory ---- */

NATIVE(jlong, find, jlong library, jstring name)
{
    const char *text = (*env)->GetStringUTFChars(env, name, NULL);
    if (text == NULL)
        return 0;
    void *found = dlsym((void *)library, text);
    (*env)->ReleaseStringUTFChars(env, name, text);
    return (jlong)found;
}

#define ACCESS(type, name)                                              \
    NATIVE(type, get##name, jlong address)                              \
    {                                                                   \
        (void)env;                                                      \
        type value;                                                     \
        memcpy(&value, (void *)address, sizeof(value));                 \
        return value;                                                   \
    }                                                                   \
    NATIVE(void, put##name, jlong address, type value)                  \
    {                                                                   \
        (void)env;                                                      \
        memcpy((void *)address, &value, sizeof(value));                 \
    }

ACCESS(jbyte, Byte)
ACCESS(jshort, Short)
ACCESS(jchar, Char)
ACCESS(jint, Int)
ACCESS(jlong, Long)
ACCESS(jfloat, Float)
ACCESS(jdouble, Double)

NATIVE(void, copy, jlong source, jlong target, jlong size)
{
    (void)env;
    memmove((void *)target, (const void *)source, (size_t)size);
}

NATIVE(void, fill, jlong address, jlong size, jbyte value)
{
    (void)env;
    memset((void *)address, value, (size_t)size);
}

NATIVE(jlong, stringLength, jlong address)
{
    (void)env;
    return (jlong)strlen((const char *)address);
}

NATIVE(void, getBytes, jlong address, jbyteArray target, jint size)
{
    (*env)->SetByteArrayRegion(env, target, 0, size, (const jbyte *)address);
}

NATIVE(void, putBytes, jlong address, jbyteArray source, jint offset, jint length)
{
    (*env)->GetByteArrayRegion(env, source, offset, length, (jbyte *)address);
}

/* ---- From C to Java ---- */

/* The environment of this thread, which may be an extension's own; NULL: the JVM doesn't want it any more. */
static JNIEnv *environment(void)
{
    JNIEnv *env;
    if ((*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_10) == JNI_OK)
        return env;
    return c4j_attach_to_java() && (*vm)->GetEnv(vm, (void **)&env, JNI_VERSION_10) == JNI_OK ? env : NULL;
}

/* 0 where the JVM is gone; *failed: there was no stack to call a guard, which lets nothing through. */
static long call(const java_method *java, const jvalue *arguments, bool *failed)
{
    JNIEnv *env = environment();
    long result = env == NULL ? 0 : (*env)->CallStaticLongMethodA(env, java->holder, java->method, arguments);
    *failed = env != NULL && (*env)->ExceptionCheck(env);
    if (*failed)
        (*env)->ExceptionClear(env);
    return *failed ? 0 : result;
}

static long bind(long index)
{
    bool failed;
    jvalue arguments[6] = {{.j = index}};
    return call(&binder, arguments, &failed);
}

/* What a function's error is, by its entry in the index: the text behind the last bar. */
static long error_value(long index)
{
    return strtol(strrchr(c4j_entries[index], '|') + 1, NULL, 10);
}

/* Where neither stack nor heap may be left for a function that says more. */
static void run_out_of_memory(void)
{
    PyThreadState *tstate = c4j_tstate;
    if (tstate != NULL && tstate->curexc_type == NULL)
        tstate->curexc_type = Py_NewRef(PyExc_MemoryError);
}

/* What lazy.S calls with a function's own arguments, and its index behind them on the stack. Threads may miscount. */
long c4j_call_java(long a, long b, long c, long d, long e, long f, long index)
{
    java_method *java = c4j_java_methods[index];
    if (--java->cold_calls <= 0) {
        java->cold_calls = COLD_CALLS;
        c4j_bind_again(index);
    }
    bool failed;
    jvalue arguments[] = {{.j = a}, {.j = b}, {.j = c}, {.j = d}, {.j = e}, {.j = f}};
    long result = call(java, arguments, &failed);
    if (C4J_LIKELY(!failed))
        return result;
    run_out_of_memory();
    return error_value(index);
}

/* The reference to the class is for good, as the binding is. */
static bool find_method(JNIEnv *env, jstring holder, jstring method, java_method *found)
{
    const char *class_name = (*env)->GetStringUTFChars(env, holder, NULL);
    const char *name = class_name == NULL ? NULL : (*env)->GetStringUTFChars(env, method, NULL);
    if (name != NULL) {
        jclass class = (*env)->FindClass(env, class_name);
        found->holder = class == NULL ? NULL : (*env)->NewGlobalRef(env, class);
        found->method = found->holder == NULL ? NULL : (*env)->GetStaticMethodID(env, found->holder, name, "(JJJJJJ)J");
        (*env)->ReleaseStringUTFChars(env, method, name);
    }
    if (class_name != NULL)
        (*env)->ReleaseStringUTFChars(env, holder, class_name);
    return name != NULL && found->method != NULL;
}

/* False, with a Java exception: there is no such method. */
NATIVE(jboolean, bind, jlong index, jstring holder, jstring method)
{
    java_method *java = malloc(sizeof(*java));
    if (java != NULL)
        java->cold_calls = COLD_CALLS;
    if (java == NULL || !find_method(env, holder, method, java)) {
        free(java);
        return false;
    }
    __atomic_store_n(&c4j_java_methods[index], java, __ATOMIC_RELEASE);
    return true;
}

/* The function that c4j_init wants; 0 with a Java exception. */
NATIVE(jlong, binder, jstring holder, jstring method)
{
    c4j_java_methods = calloc((size_t)c4j_function_count, sizeof(*c4j_java_methods));
    if (c4j_java_methods == NULL || (*env)->GetJavaVM(env, &vm) != 0 || !find_method(env, holder, method, &binder))
        return 0;
    return (jlong)(uintptr_t)bind;
}
