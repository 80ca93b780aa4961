// The shapes of the management API, all of them: what travels, and nothing else. Plain values; every
// time is UTC; every optional is JSON null when empty. Field names on the wire stand in the source beside each header;
// codecs: JsonCodec.h. Whoever needs one resource includes its own header.
#pragma once

#include "contract/wire/Change.h"
#include "contract/wire/Cluster.h"
#include "contract/wire/Envelope.h"
#include "contract/wire/Event.h"
#include "contract/wire/History.h"
#include "contract/wire/Link.h"
#include "contract/wire/Monitor.h"
#include "contract/wire/Notification.h"
#include "contract/wire/Rewrite.h"
#include "contract/wire/Sandbox.h"
#include "contract/wire/Server.h"
#include "contract/wire/Token.h"
#include "contract/wire/TrackingDomain.h"
#include "contract/wire/delivery/Shipping.h"
#include "contract/wire/delivery/Webhook.h"
#include "contract/wire/figures/Figures.h"
#include "contract/wire/nodes/Node.h"
