// The window floor's precompiled header: widgets on top of what base precompiles.
#pragma once

#ifdef __cplusplus
#include "base/Precompiled.h"

#include <QtWidgets/QtWidgets>
#endif
