#include "diagnosis/ZoneFinder.h"

#include "diagnosis/CnameWalk.h"
#include "dns/DnsName.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

namespace {

constexpr qsizetype MaxNameServers = 6;
constexpr qsizetype MaxAuthorities = 12;

QStringList dataOf(const Message &reply, const QString &owner, RrType type)
{
    QStringList result;
    for (const Record &record : reply.answer) {
        if (record.name == owner && record.type == type && !result.contains(record.data))
            result << record.data;
    }
    result.sort();
    return result;
}

} // namespace

void ZoneFinder::find(const QString &name, Found done)
{
    Entry &entry = m_entries[name];
    if (entry.known) {
        const ZoneServers zone = entry.value; // the callback may ask for more and move the entry
        done(zone);
        return;
    }
    entry.waiting << std::move(done);
    if (entry.waiting.size() > 1)
        return;
    auto settle = [self = shared_from_this(), name](const ZoneServers &zone) {
        Entry &settled = self->m_entries[name];
        settled.known = true;
        settled.value = zone;
        const auto waiting = std::exchange(settled.waiting, {});
        for (const Found &callback : waiting)
            callback(zone);
    };
    findNames(name, [self = shared_from_this(), settle](const ZoneServers &zone) { self->addAddresses(zone, settle); });
}

void ZoneFinder::askResolvers(const Question &question, QueryDone done) const
{
    m_tools->askResolvers(question, std::move(done), m_trust ? m_trust->believes() : CheckTools::Believes());
}

void ZoneFinder::findNames(const QString &name, Found done)
{
    const QStringList candidates = possibleZones(name);
    auto replies =
        std::make_shared<QMap<qsizetype, QStringList>>(); // candidate → name servers; the deepest comes first
    const auto isUnsure = std::make_shared<bool>(false);
    auto countdown =
        std::make_shared<Countdown>(candidates.size(), [candidates, replies, isUnsure, done = std::move(done)] {
            ZoneServers zone;
            zone.isUnsure = *isUnsure;
            if (!replies->isEmpty()) {
                zone.zone = candidates.at(replies->firstKey());
                zone.names = replies->first();
            }
            done(zone);
        });
    for (qsizetype i = 0; i < candidates.size(); ++i) {
        askResolvers({candidates.at(i), RrType::NS},
                     [i, zone = candidates.at(i), replies, isUnsure, countdown](const Result<Message> &reply) {
                         if (!reply.ok() || !failureCode(reply->rcode).isEmpty()) {
                             *isUnsure = true;
                         } else {
                             const QStringList names = dataOf(*reply, zone, RrType::NS);
                             if (!names.isEmpty())
                                 replies->insert(i, names);
                         }
                         countdown->arrive();
                     });
    }
}

void ZoneFinder::addAddresses(ZoneServers zone, Found done)
{
    auto result = std::make_shared<ZoneServers>(std::move(zone));
    if (!m_tools->config.authorities.isEmpty()) {
        for (const Endpoint &endpoint : m_tools->config.authorities)
            result->servers << Authority{endpoint.address, endpoint};
        done(*result);
        return;
    }
    const QStringList names = result->names.mid(0, MaxNameServers);
    auto countdown = std::make_shared<Countdown>(2 * names.size(), [result, done = std::move(done)] {
        // The same order in every report, whatever came first.
        std::sort(result->servers.begin(), result->servers.end(), [](const Authority &a, const Authority &b) {
            return std::pair(a.name, a.endpoint.address) < std::pair(b.name, b.endpoint.address);
        });
        result->servers.resize(std::min(result->servers.size(), MaxAuthorities));
        done(*result);
    });
    for (const QString &name : names) {
        for (const RrType type : {RrType::A, RrType::AAAA}) {
            askResolvers({name, type}, [this, self = shared_from_this(), name, type, result,
                                        countdown](const Result<Message> &reply) {
                if (!reply.ok())
                    result->isUnsure = true;
                const QStringList addresses = reply.ok() ? dataOf(*reply, name, type) : QStringList();
                for (const QString &address : addresses)
                    result->servers << Authority{name, {address, m_tools->config.authorityPort}};
                countdown->arrive();
            });
        }
    }
}

} // namespace unmta::diagnosis
