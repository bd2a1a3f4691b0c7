/* How file names look. */
#ifndef Py_OSDEFS_H
#define Py_OSDEFS_H

#include <limits.h>

C4J_BEGIN_DECLS

#ifndef MAXPATHLEN
#  ifdef PATH_MAX
#    define MAXPATHLEN PATH_MAX
#  else
#    define MAXPATHLEN 256
#  endif
#endif
#ifndef SEP
#  define SEP L'/'
#endif
#ifndef DELIM
#  define DELIM L':'
#endif

C4J_END_DECLS

#endif /* Py_OSDEFS_H */
