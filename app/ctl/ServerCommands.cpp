#include "ctl/Commands.h"
#include "ctl/Show.h"

namespace unmta::ctl {

using namespace Qt::StringLiterals;

namespace {

void showServer(const wire::Server &server)
{
    QList<std::pair<QString, QString>> fields{
        {u"Version"_s, server.version},
        {u"Node"_s, server.node},
        {u"Time"_s, shown(server.time)},
        {u"Target zone"_s, server.targetZone},
        {u"Capabilities"_s, shown(server.capabilities.join(u", "_s))},
    };
    for (const wire::Listener &listener : server.listeners) {
        const QString place =
            listener.port ? u"%1 port %2"_s.arg(listener.address).arg(listener.port) : listener.address;
        fields.append({u"Listens: "_s + listener.kind, place});
    }
    printFields(fields);
}

} // namespace

void addServerCommands(Command root)
{
    root.group("server", "The engine itself")
        .command("show", "Show version, listeners and clock")
        .does([](Session &session) { return present(session, session.call(api::getServer), showServer); });
}

} // namespace unmta::ctl
