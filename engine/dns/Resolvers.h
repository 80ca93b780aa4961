// Which resolvers to ask: the setting dns.resolvers, and what the system says.
#pragma once

#include "base/Result.h"
#include "dns/Message.h"

namespace unmta::dns {

// "system", or addresses separated by commas: "127.0.0.1:5353, [::1]:53, 192.0.2.53". Error: "dns.bad_resolvers".
// "system" without any configured server gives loopback, as resolv.conf(5) has it.
[[nodiscard]] Result<QList<Endpoint>> resolversFromSetting(const QString &setting);
// "192.0.2.53", "192.0.2.53:5353", "2001:db8::53", "[2001:db8::53]:5353". Error: "dns.bad_server".
[[nodiscard]] Result<Endpoint> parseEndpoint(const QString &text);
// The `nameserver` lines of a resolv.conf.
[[nodiscard]] QList<Endpoint> parseResolvConf(const QByteArray &text);
// What the operating system uses; may be empty.
[[nodiscard]] QList<Endpoint> systemResolvers();

} // namespace unmta::dns
