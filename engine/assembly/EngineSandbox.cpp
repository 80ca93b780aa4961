#include "EngineSandbox.h"

#include "api/ApiCall.h"
#include "base/Log.h"
#include "base/WholeFile.h"
#include "contract/json/JsonCodec.h"
#include "domain/Hostname.h"
#include "service/settings/SettingsService.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace unmta {

using namespace Qt::StringLiterals;

QByteArray EvenRandom::bytes(qsizetype count)
{
    // Random::below() draws 32-bit words; due times are spread by a draw among 10,001.
    constexpr std::uint32_t middle = 5'000;
    if (count != sizeof middle)
        return m_system.bytes(count);
    return QByteArray(reinterpret_cast<const char *>(&middle), sizeof middle);
}

EngineSandbox::EngineSandbox(const QString &dataDir, std::function<void()> clockMoved)
    : m_file(dataDir + u"/sandbox-dns.json"_s)
    , m_clockMoved(std::move(clockMoved))
{}

Result<void> EngineSandbox::chooseZone(SettingsService &settings)
{
    return settings.current().targetZone().isEmpty() ? settings.update({{u"edge.target_zone"_s, u"track.unmta.net"_s}})
                                                     : Result<void>();
}

Result<void> EngineSandbox::start(const QString &targetZone)
{
    // One whose guide the console has, so that it is found out as at a real provider.
    m_server.setProvider({u"ada.ns.cloudflare.com"_s, u"bob.ns.cloudflare.com"_s}, [](const QString &name) {
        const QString plain = name.endsWith(u'.') ? name.chopped(1) : name;
        const auto host = Hostname::parse(plain);
        // Names that cannot exist (RFC 6761, 6.4) must not: by them a resolver is known that makes its answers up.
        return host && !plain.endsWith(u".invalid"_s) ? host->registrableDomain() : QString();
    });
    if (auto done = m_server.start(); !done)
        return done;
    setTargetZone(targetZone);
    load();
    return {};
}

void EngineSandbox::setTargetZone(const QString &zone)
{
    if (zone.isEmpty() || zone == m_targetZone)
        return;
    // Targets of the zone before go on leading here, as an operator's would who moves to another zone.
    m_targetZone = zone;
    if (auto done = m_server.setRecord(u"*."_s + zone, u"A"_s, u"127.0.0.1"_s, 60); !done)
        qCWarning(lcEngine).noquote() << "the target zone is not in the simulated DNS" << describe(done.error());
}

bool EngineSandbox::isOperators(const QString &name) const
{
    QString plain = name.toLower();
    if (plain.endsWith(u'.'))
        plain.chop(1);
    return plain == m_targetZone || plain.endsWith(u'.' + m_targetZone);
}

QList<wire::DnsRecord> EngineSandbox::records() const
{
    QList<wire::DnsRecord> result;
    for (const SandboxDnsRecord &record : m_server.records()) {
        if (!isOperators(record.name))
            result.append({record.name, record.type, record.value, static_cast<int>(record.ttl)});
    }
    return result;
}

Result<void> EngineSandbox::setRecord(const wire::DnsRecord &record)
{
    if (isOperators(record.name))
        return Error(u"sandbox.own_zone"_s, u"name"_s, {{u"name"_s, record.name}, {u"zone"_s, m_targetZone}});
    const auto ttl = static_cast<std::uint32_t>(std::clamp(record.ttl, 0, 86'400));
    if (auto done = m_server.setRecord(record.name, record.type.toUpper(), record.value, ttl); !done)
        return done;
    save();
    return {};
}

bool EngineSandbox::removeRecord(const QString &name, const QString &type)
{
    if (isOperators(name) || !m_server.removeRecord(name, type.toUpper()))
        return false;
    save();
    return true;
}

void EngineSandbox::advanceClock(Millis by)
{
    m_clock.advance(by);
    save();
    m_clockMoved();
}

void EngineSandbox::load()
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject stored = QJsonDocument::fromJson(file.readAll()).object();
    // The clock goes on from where it was moved to; due times in the store were made by it.
    m_clock.advance(Millis(stored.value(u"clock_offset_ms"_s).toInteger()));
    const QJsonArray records = stored.value(u"records"_s).toArray();
    for (const auto &entry : records) {
        const auto record = wire::fromJson<wire::DnsRecord>(entry, wire::UnknownFields::Ignore);
        if (!record || !m_server.setRecord(record->name, record->type, record->value,
                                           static_cast<std::uint32_t>(std::max(0, record->ttl))))
            qCWarning(lcEngine).noquote() << "a record of the simulated provider could not be read";
    }
}

void EngineSandbox::save() const
{
    const QJsonObject stored{{u"clock_offset_ms"_s, qint64(m_clock.offset().count())},
                             {u"records"_s, toArray(records())}};
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly) || !commitWith(file, QJsonDocument(stored).toJson()))
        qCWarning(lcEngine).noquote() << u"not saved file="_s + m_file << file.errorString();
}

} // namespace unmta
