#include "diagnosis/ZoneFinder.h"

#include "dns/DnsName.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta::diagnosis {

using namespace dns;

namespace {

constexpr qsizetype MaxNameServers = 6;
constexpr qsizetype MaxAuthorities = 12;

QStringList dataOf(const QList<Message> &answers, const Question &question)
{
    QStringList result;
    for (const Message &reply : answers) {
        for (const Record &record : reply.answer) {
            if (record.name == question.name && record.type == question.type && !result.contains(record.data))
                result << record.data;
        }
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

void ZoneFinder::askResolvers(const Question &question, CheckTools::HeardDone done) const
{
    m_tools->askResolvers(question, std::move(done), m_trust ? m_trust->believes() : CheckTools::Believes());
}

void ZoneFinder::lookUp(const Question &question, std::function<void(const LookedUp &)> done)
{
    const QString key = typeText(question.type) + u' ' + question.name;
    if (const auto known = m_tools->memory->recall(key); known && m_lookUps == LookUps::Remembered) {
        done({*known, true});
        return;
    }
    askResolvers(question,
                 [self = shared_from_this(), question, key, done = std::move(done)](const CheckTools::Heard &heard) {
                     if (heard.answers.isEmpty()) {
                         done({{}, false, !heard.failure.ok()});
                         return;
                     }
                     const QStringList data = dataOf(heard.answers, question);
                     self->m_tools->memory->keep(key, data);
                     done({data, true});
                 });
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
        lookUp({candidates.at(i), RrType::NS}, [i, replies, isUnsure, countdown](const LookedUp &names) {
            *isUnsure = *isUnsure || !names.isKnown;
            if (!names.data.isEmpty())
                replies->insert(i, names.data);
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
            lookUp({name, type},
                   [port = m_tools->config.authorityPort, name, result, countdown](const LookedUp &addresses) {
                       result->isUnsure = result->isUnsure || addresses.isSilent;
                       for (const QString &address : addresses.data)
                           result->servers << Authority{name, {address, port}};
                       countdown->arrive();
                   });
        }
    }
}

} // namespace unmta::diagnosis
