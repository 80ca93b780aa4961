#include "sandbox/SandboxDnsData.h"

#include "dns/DnsCodec.h"
#include "dns/DnsName.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace unmta {

namespace {

using dns::Record;
using dns::RrType;

constexpr std::uint32_t ZoneTtl = 300;
constexpr std::uint32_t NegativeTtl = 60;
constexpr int MaxChase = 20;

bool isEditable(RrType type)
{
    return type == RrType::A || type == RrType::AAAA || type == RrType::CNAME || type == RrType::DNAME ||
           type == RrType::NS || type == RrType::TXT || type == RrType::MX;
}

Result<Record> toRecord(const SandboxDnsRecord &given)
{
    const auto type = dns::rrTypeFromText(given.type);
    if (!type || !isEditable(*type))
        return Error(u"sandbox.dns_type"_s, u"type"_s, {{u"type"_s, given.type}});
    if (!dns::isValidName(given.name))
        return Error(u"sandbox.dns_name"_s, u"name"_s, {{u"name"_s, given.name}});
    const Error badValue(u"sandbox.dns_value"_s, u"value"_s, {{u"value"_s, given.value}});
    if (given.value.trimmed().isEmpty())
        return badValue;
    Record record{dns::normalName(given.name), *type, std::min(given.ttl, dns::MaxTtl), given.value.trimmed()};
    const bool pointsToName = *type == RrType::CNAME || *type == RrType::NS || *type == RrType::DNAME;
    if (pointsToName)
        record.data = dns::normalName(record.data);
    // What cannot be sent is refused here, where somebody can correct it.
    dns::Message probe;
    probe.question = {record.name, record.type};
    probe.answer << record;
    if (!dns::encode(probe).ok())
        return badValue;
    return record;
}

Record soaOf(const QString &zone, const QString &nameServer)
{
    const QString host = nameServer.isEmpty() ? u"sandbox.invalid"_s : nameServer;
    return {zone, RrType::SOA, NegativeTtl,
            u"%1. hostmaster.%2 1 7200 3600 1209600 %3"_s.arg(host, zone == "."_L1 ? u"invalid."_s : zone + u'.')
                .arg(NegativeTtl)};
}

QString substitute(const QString &name, const Record &dname)
{
    return name.left(name.size() - dname.name.size()) + dname.data;
}

} // namespace

void SandboxDnsData::addZone(const QString &zone, const QString &nameServer)
{
    const QString name = dns::normalName(zone);
    const QString server = nameServer.isEmpty() ? u"ns1."_s + name : dns::normalName(nameServer);
    if (const auto before = m_zones.constFind(name); before != m_zones.constEnd() && --m_servers[*before] == 0)
        m_servers.remove(*before);
    m_zones.insert(name, server);
    ++m_servers[server];
}

Result<void> SandboxDnsData::set(const SandboxDnsRecord &given)
{
    auto record = toRecord(given);
    if (!record.ok())
        return record.error();
    Node &node = nodeFor(record->name);
    const bool replacesAll = record->type == RrType::CNAME;
    node.removeIf(
        [&](const Record &old) { return replacesAll || old.type == record->type || old.type == RrType::CNAME; });
    node << *record;
    return {};
}

Result<void> SandboxDnsData::add(const SandboxDnsRecord &given)
{
    auto record = toRecord(given);
    if (!record.ok())
        return record.error();
    nodeFor(record->name) << *record;
    return {};
}

bool SandboxDnsData::remove(const QString &name, const QString &type)
{
    const auto node = m_nodes.find(dns::normalName(name));
    if (node == m_nodes.end())
        return false;
    const auto removed = node->removeIf([&](const Record &old) {
        return type.isEmpty() || type.compare(dns::typeText(old.type), Qt::CaseInsensitive) == 0;
    });
    if (node->isEmpty()) {
        countBelow(node.key(), -1);
        m_nodes.erase(node);
    }
    return removed > 0;
}

QList<SandboxDnsRecord> SandboxDnsData::records() const
{
    QList<SandboxDnsRecord> result;
    for (const Node &node : m_nodes) {
        const auto start = result.size();
        for (const Record &record : node)
            result << SandboxDnsRecord{record.name, dns::typeText(record.type), record.data, record.ttl};
        std::stable_sort(result.begin() + start, result.end(),
                         [](const auto &a, const auto &b) { return a.type < b.type; });
    }
    return result;
}

void SandboxDnsData::setProvider(QStringList nameServers, std::function<QString(const QString &name)> zoneOf)
{
    m_provider.clear();
    for (const QString &server : std::as_const(nameServers))
        m_provider << dns::normalName(server);
    m_providersZones = std::move(zoneOf);
}

QString SandboxDnsData::providersZone(const QString &name) const
{
    const QString zone = m_provider.isEmpty() ? QString() : m_providersZones(name);
    return zone.isEmpty() ? QString() : dns::normalName(zone);
}

QString SandboxDnsData::zoneOf(const QString &name) const
{
    if (m_zones.isEmpty()) {
        const QString zone = providersZone(name);
        return zone.isEmpty() ? u"."_s : zone;
    }
    for (QString zone = name;; zone = dns::parentName(zone)) {
        if (m_zones.contains(zone))
            return zone;
        if (zone == "."_L1)
            return {};
    }
}

SandboxDnsData::Node SandboxDnsData::nodeAt(const QString &name) const
{
    Node node = m_nodes.value(name);
    const auto has = [&node](RrType type) {
        return std::any_of(node.begin(), node.end(), [type](const Record &record) { return record.type == type; });
    };
    if (const auto zone = m_zones.find(name); zone != m_zones.end()) {
        if (!has(RrType::NS))
            node << Record{name, RrType::NS, ZoneTtl, *zone};
        node << soaOf(name, *zone);
    }
    if (m_zones.isEmpty() && name == providersZone(name)) {
        if (!has(RrType::NS) && !has(RrType::CNAME)) {
            for (const QString &server : m_provider)
                node << Record{name, RrType::NS, ZoneTtl, server};
        }
        node << soaOf(name, m_provider.first());
    }
    if (node.isEmpty() && (m_servers.contains(name) || m_provider.contains(name))) {
        const RrType type = m_ownAddress.contains(u':') ? RrType::AAAA : RrType::A;
        node << Record{name, type, ZoneTtl, m_ownAddress};
    }
    return node;
}

// A name also exists when something lies below it (RFC 8020).
bool SandboxDnsData::exists(const QString &name) const
{
    return m_below.value(name) > 0 || !nodeAt(name).isEmpty();
}

SandboxDnsData::Node &SandboxDnsData::nodeFor(const QString &name)
{
    if (!m_nodes.contains(name))
        countBelow(name, 1);
    return m_nodes[name];
}

void SandboxDnsData::countBelow(const QString &name, int change)
{
    for (QString above = name; above != "."_L1;) {
        above = dns::parentName(above);
        if ((m_below[above] += change) == 0)
            m_below.remove(above);
    }
}

SandboxDnsData::Node SandboxDnsData::lookUp(const QString &name, QList<Record> *above) const
{
    Node node = nodeAt(name);
    if (!node.isEmpty() || exists(name))
        return node;
    for (QString ancestor = dns::parentName(name);; ancestor = dns::parentName(ancestor)) {
        for (const Record &record : nodeAt(ancestor)) {
            if (record.type != RrType::DNAME)
                continue;
            *above << record;
            return {Record{name, RrType::CNAME, record.ttl, substitute(name, record)}};
        }
        node = m_nodes.value(ancestor == "."_L1 ? u"*"_s : u"*."_s + ancestor);
        for (Record &record : node)
            record.name = name;
        if (!node.isEmpty() || ancestor == "."_L1 || exists(ancestor))
            return node;
    }
}

dns::Message SandboxDnsData::answer(const dns::Message &query) const
{
    dns::Message reply;
    reply.id = query.id;
    reply.opcode = query.opcode;
    reply.response = true;
    reply.recursionDesired = query.recursionDesired;
    reply.checkingDisabled = query.checkingDisabled;
    reply.edns = query.edns;
    reply.question = query.question;
    if (query.opcode != 0) {
        reply.rcode = dns::Rcode::NotImp;
        return reply;
    }
    QString name = dns::normalName(query.question.name);
    QString zone = zoneOf(name);
    if (zone.isEmpty()) {
        reply.rcode = dns::Rcode::Refused;
        return reply;
    }
    reply.authoritative = true;
    reply.recursionAvailable = true;
    bool answered = false;
    for (int hop = 0; hop < MaxChase && !zone.isEmpty(); ++hop) {
        const Node node = lookUp(name, &reply.answer);
        QString next;
        for (const Record &record : node) {
            if (record.type == query.question.type) {
                reply.answer << record;
                answered = true;
            } else if (record.type == RrType::CNAME) {
                reply.answer << record;
                next = record.data;
            }
        }
        if (answered || next.isEmpty()) {
            if (!answered && node.isEmpty() && !exists(name))
                reply.rcode = dns::Rcode::NxDomain;
            break;
        }
        name = next;
        zone = zoneOf(name);
    }
    if (!answered && !zone.isEmpty())
        reply.authority << soaOf(zone,
                                 m_zones.isEmpty() && !m_provider.isEmpty() ? m_provider.first() : m_zones.value(zone));
    return reply;
}

} // namespace unmta
