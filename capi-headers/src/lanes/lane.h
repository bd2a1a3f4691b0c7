/* What every file of lanes includes. A lane is named as the function that it is a lane for; it succeeds on the common case and leaves
   everything else, and every failure, to Java: return MISS(name)(...). */
#ifndef CAPI4J_LANE_H
#define CAPI4J_LANE_H

#include "../fast.h"
#include "c4j_index.h"
#include "c4j_internal_index.h"

#endif /* CAPI4J_LANE_H */
