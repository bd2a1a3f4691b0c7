/* Only macOS builds have something to say here. */
#ifndef PYMACCONFIG_H
#define PYMACCONFIG_H

#endif /* PYMACCONFIG_H */
