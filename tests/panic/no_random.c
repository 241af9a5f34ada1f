/* Takes random numbers away from kam's library alone, while KAM_TEST_NO_RANDOM is set: its hash maps then panic, as they would on a broken system. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

ssize_t getrandom(void *bytes, size_t count, unsigned int flags) {
    Dl_info caller;
    if (getenv("KAM_TEST_NO_RANDOM") && dladdr(__builtin_return_address(0), &caller) && caller.dli_fname) {
        const char *name = strrchr(caller.dli_fname, '/');
        if (strstr(name ? name : caller.dli_fname, "kam")) {
            errno = EIO;
            return -1;
        }
    }
    return syscall(SYS_getrandom, bytes, count, flags);
}
