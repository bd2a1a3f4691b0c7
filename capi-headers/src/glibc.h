/* Every source of the shim includes this first (-include): what the shim takes from glibc is there in 2.28, whatever version it is linked with. */
#ifndef C4J_GLIBC_H
#define C4J_GLIBC_H
#ifndef __ASSEMBLER__

/* Symbols that a newer glibc gave a further version: the old one does for us. */
__asm__(".symver exp, exp@GLIBC_2.2.5\n"
        ".symver log, log@GLIBC_2.2.5\n"
        ".symver pow, pow@GLIBC_2.2.5\n"
        ".symver hypot, hypot@GLIBC_2.2.5\n"
        ".symver dlopen, dlopen@GLIBC_2.2.5\n"
        ".symver dlerror, dlerror@GLIBC_2.2.5\n"
        ".symver dlsym, dlsym@GLIBC_2.2.5\n"
        ".symver dladdr, dladdr@GLIBC_2.2.5\n"
        ".symver dlinfo, dlinfo@GLIBC_2.3.3\n"
        ".symver pthread_attr_getstack, pthread_attr_getstack@GLIBC_2.2.5\n"
        ".symver pthread_attr_setstacksize, pthread_attr_setstacksize@GLIBC_2.2.5\n"
        ".symver pthread_condattr_setclock, pthread_condattr_setclock@GLIBC_2.3.3\n"
        ".symver pthread_create, pthread_create@GLIBC_2.2.5\n"
        ".symver pthread_getattr_np, pthread_getattr_np@GLIBC_2.2.5\n"
        ".symver pthread_getspecific, pthread_getspecific@GLIBC_2.2.5\n"
        ".symver pthread_key_create, pthread_key_create@GLIBC_2.2.5\n"
        ".symver pthread_key_delete, pthread_key_delete@GLIBC_2.2.5\n"
        ".symver pthread_once, pthread_once@GLIBC_2.2.5\n"
        ".symver pthread_setspecific, pthread_setspecific@GLIBC_2.2.5\n"
        ".symver sem_destroy, sem_destroy@GLIBC_2.2.5\n"
        ".symver sem_init, sem_init@GLIBC_2.2.5\n"
        ".symver sem_post, sem_post@GLIBC_2.2.5\n"
        ".symver sem_timedwait, sem_timedwait@GLIBC_2.2.5\n"
        ".symver sem_trywait, sem_trywait@GLIBC_2.2.5\n"
        ".symver sem_wait, sem_wait@GLIBC_2.2.5\n");

#endif
#endif
