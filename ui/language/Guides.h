// The guides for DNS providers, in the language of the console.
#pragma once

#include <QString>

namespace unmta {
struct DnsProvider;
}

namespace unmta::ui {

// In English where there is no other.
[[nodiscard]] QString providerGuide(const DnsProvider &provider);

} // namespace unmta::ui
