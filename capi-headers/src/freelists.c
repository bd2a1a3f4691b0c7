/* Free lists at the end of an interpreter. */
#include "fast.h"

static void clear(struct c4j_free_list *list)
{
    while (list->first != NULL) {
        void *block = list->first;
        list->first = c4j_next_free(block);
        PyObject_Free(block);
    }
    list->length = 0;
}

void c4j_lists_clear(c4j_interp *interp)
{
    clear(&interp->lists.floats);
    clear(&interp->lists.longs);
    clear(&interp->lists.lists);
    clear(&interp->lists.dicts);
    for (int i = 0; i < C4J_TUPLE_SIZES; i++)
        clear(&interp->lists.tuples[i]);
}
