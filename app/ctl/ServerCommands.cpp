#include "contract/Fingerprint.h"
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
    if (server.access.token)
        fields.append({u"Token"_s, u"%1 (%2)"_s.arg(*server.access.token, server.access.scopes.join(u", "_s))});
    if (server.internalRoot)
        fields.append({u"Fingerprint"_s, certificateFingerprint(server.internalRoot->toLatin1())});
    for (const wire::Listener &listener : server.listeners) {
        const QString place =
            listener.port ? u"%1 port %2"_s.arg(listener.address).arg(listener.port) : listener.address;
        fields.append({u"Listens: "_s + listener.kind, place});
    }
    printFields(fields);
}

// "0.6 ms"
QString millis(const std::optional<qint64> &micros)
{
    return micros ? u"%1 ms"_s.arg(static_cast<double>(*micros) / 1000) : shown(QString());
}

void showLoad(const wire::ServerLoad &load)
{
    const auto number = [](qint64 value) { return QString::number(value); };
    const double perSecond =
        load.recentSeconds > 0 ? static_cast<double>(load.recentRequests) / static_cast<double>(load.recentSeconds) : 0;
    printFields({{u"Running since"_s, shown(load.startedAt)},
                 {u"Requests"_s, u"%1, of late %2 per second"_s.arg(load.requests).arg(perSecond, 0, 'f', 1)},
                 {u"Half answered within"_s, millis(load.medianMicros)},
                 {u"99 of 100 within"_s, millis(load.p99Micros)},
                 {u"Connections"_s, number(load.connections)},
                 {u"Events are recorded"_s, load.recording ? u"yes"_s : u"no"_s},
                 {u"Events waiting"_s, number(load.eventsWaiting)},
                 {u"Events lost"_s, number(load.eventsDropped)},
                 {u"Webhooks waiting"_s,
                  u"%1, the oldest for %2 s"_s.arg(load.webhooksWaiting).arg(load.webhooksBehindSeconds)},
                 {u"Mails waiting"_s, number(load.mailsWaiting)},
                 {u"Store"_s, u"%1 bytes, %2 free"_s.arg(load.storeBytes).arg(load.freeBytes)}});
}

} // namespace

void addServerCommands(Command root)
{
    const Command server = root.group("server", "The engine itself");
    server.command("show", "Show version, listeners and clock").does([](Session &session) {
        return present(session, session.call(api::getServer), showServer);
    });
    server.command("load", "Show how much it has to do, and what waits").does([](Session &session) {
        return present(session, session.call(api::getServerLoad), showLoad);
    });
}

} // namespace unmta::ctl
