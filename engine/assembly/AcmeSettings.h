// The certificate authority that the settings name.
#pragma once

#include "acme/AcmeIssuer.h"
#include "base/Result.h"

namespace unmta {

class Settings;

// Errors: those of AddressPolicy::publicOnly().
[[nodiscard]] Result<acme::AcmeConfig> acmeConfigOf(const Settings &settings);

} // namespace unmta
