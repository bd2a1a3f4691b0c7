/* Markers: what a C declaration cannot say. Each stands after the parameter list of a PyAPI_FUNC line and
   expands to nothing for the compiler; the generators read them from the header text.

   C4J_BORROWED      the result is a borrowed reference
   C4J_STEALS(n,...) the reference passed as n-th argument (counted from 1) is taken over by the callee
   C4J_ERROR(value)  the result on failure; without it NULL for a pointer, -1 for an integer, (type)-1 for an
                     unsigned one, -1.0 for a double; a struct result (PyStatus, Py_complex) has no default
   C4J_NOFAIL        the call never sets the error indicator
   C4J_ABORTS        the call never returns (compilers want to know this one) */
#ifndef CAPI4J_MARKERS_H
#define CAPI4J_MARKERS_H

#define C4J_BORROWED
#define C4J_STEALS(...)
#define C4J_ERROR(value)
#define C4J_NOFAIL
#if defined(__GNUC__) || defined(__clang__)
#  define C4J_ABORTS __attribute__((noreturn))
#else
#  define C4J_ABORTS
#endif

#ifdef __cplusplus
#  define C4J_BEGIN_DECLS extern "C" {
#  define C4J_END_DECLS }
#else
#  define C4J_BEGIN_DECLS
#  define C4J_END_DECLS
#endif

#endif /* CAPI4J_MARKERS_H */
