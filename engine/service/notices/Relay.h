// The mail relay that the settings name.
#pragma once

#include "mail/SmtpSender.h"

namespace unmta {

class Settings;

[[nodiscard]] mail::SmtpConfig relayOf(const Settings &settings);

} // namespace unmta
