#include "contract/wire/Envelope.h"

#include "contract/json/JsonArchive.h"
#include "contract/wire/FailureFields.h"

namespace unmta::wire {

UNMTA_WIRE_CODEC(Failure)

} // namespace unmta::wire
