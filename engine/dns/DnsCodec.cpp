#include "dns/DnsCodec.h"

#include "dns/DnsName.h"

#include <ldns/ldns.h>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;

namespace unmta::dns {

namespace {

struct PacketFree
{
    void operator()(ldns_pkt *packet) const { ldns_pkt_free(packet); }
};
struct RrFree
{
    void operator()(ldns_rr *rr) const { ldns_rr_free(rr); }
};
struct RdfFree
{
    void operator()(ldns_rdf *rdf) const { ldns_rdf_deep_free(rdf); }
};
struct HeapFree
{
    void operator()(void *memory) const { free(memory); }
};
using PacketPtr = std::unique_ptr<ldns_pkt, PacketFree>;
using RrPtr = std::unique_ptr<ldns_rr, RrFree>;
using RdfPtr = std::unique_ptr<ldns_rdf, RdfFree>;
using TextPtr = std::unique_ptr<char, HeapFree>;

constexpr int MaxRecords = 256;

Error malformed(const QString &detail)
{
    return systemError(u"dns.malformed"_s, detail);
}

// Steps over a message's frame without following any pointer, so that what ldns must not see never reaches it.
class FrameScan
{
public:
    explicit FrameScan(QByteArrayView bytes)
        : m_bytes(bytes)
    {}

    // Empty if the frame is sound, else what is wrong.
    QString run()
    {
        if (m_bytes.size() < LDNS_HEADER_SIZE || m_bytes.size() > 65535)
            return u"size"_s;
        const int questions = word(4);
        const int records = word(6) + word(8) + word(10);
        if (questions > 1)
            return u"more than one question"_s;
        if (records > MaxRecords)
            return u"too many records"_s;
        m_at = LDNS_HEADER_SIZE;
        if (questions == 1 && (!skipName() || !skip(4)))
            return u"question cut short"_s;
        for (int i = 0; i < records; ++i) {
            if (!skipName() || m_at + 10 > m_bytes.size())
                return u"record cut short"_s;
            if (word(m_at) == LDNS_RR_TYPE_TSIG)
                return u"TSIG"_s;
            const qsizetype dataSize = word(m_at + 8);
            if (!skip(10) || !skip(dataSize))
                return u"record data cut short"_s;
        }
        return {};
    }

private:
    int word(qsizetype at) const
    {
        return (static_cast<unsigned char>(m_bytes[at]) << 8) | static_cast<unsigned char>(m_bytes[at + 1]);
    }
    bool skip(qsizetype count)
    {
        m_at += count;
        return m_at <= m_bytes.size();
    }
    bool skipName()
    {
        while (m_at < m_bytes.size()) {
            const auto length = static_cast<unsigned char>(m_bytes[m_at]);
            if (length >= 0xc0)
                return skip(2);
            if (length >= 0x40)
                return false;
            if (!skip(1 + length))
                return false;
            if (length == 0)
                return true;
        }
        return false;
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

QString textOf(const ldns_rdf *rdf)
{
    const TextPtr text(rdf == nullptr ? nullptr : ldns_rdf2str(rdf));
    return text ? QString::fromLatin1(text.get()) : QString();
}

bool holdsOneName(RrType type)
{
    return type == RrType::CNAME || type == RrType::NS || type == RrType::DNAME || type == RrType::PTR;
}

Record recordOf(const ldns_rr *rr)
{
    Record record;
    record.name = normalName(textOf(ldns_rr_owner(rr)));
    record.type = static_cast<RrType>(ldns_rr_get_type(rr));
    const std::uint32_t ttl = ldns_rr_ttl(rr);
    record.ttl = ttl > 0x7fffffffU ? 0 : std::min(ttl, MaxTtl);
    QStringList parts;
    for (size_t i = 0; i < ldns_rr_rd_count(rr); ++i)
        parts << textOf(ldns_rr_rdf(rr, i));
    record.data = parts.join(u' ');
    // Servers repeat the question's letter case, which is random, wherever a name can point back to it.
    if (holdsOneName(record.type))
        record.data = normalName(record.data);
    else if (record.type == RrType::MX || record.type == RrType::SOA)
        record.data = record.data.toLower();
    return record;
}

// Records of other classes than IN mean nothing to us.
QList<Record> recordsOf(const ldns_rr_list *list)
{
    QList<Record> records;
    const size_t count = list == nullptr ? 0 : ldns_rr_list_rr_count(list);
    for (size_t i = 0; i < count; ++i) {
        const ldns_rr *rr = ldns_rr_list_rr(list, i);
        if (ldns_rr_get_class(rr) == LDNS_RR_CLASS_IN)
            records << recordOf(rr);
    }
    return records;
}

RdfPtr nameRdf(const QString &name)
{
    if (!isValidName(name))
        return nullptr;
    return RdfPtr(ldns_dname_new_frm_str(name.toLatin1().constData()));
}

RrPtr questionRr(const Question &question)
{
    RdfPtr owner = nameRdf(question.name);
    if (!owner)
        return nullptr;
    RrPtr rr(ldns_rr_new());
    if (!rr)
        return nullptr;
    ldns_rr_set_question(rr.get(), true);
    ldns_rr_set_owner(rr.get(), owner.release());
    ldns_rr_set_type(rr.get(), static_cast<ldns_rr_type>(question.type));
    ldns_rr_set_class(rr.get(), LDNS_RR_CLASS_IN);
    return rr;
}

Result<RrPtr> recordRr(const Record &record)
{
    if (!isValidName(record.name) || (holdsOneName(record.type) && !isValidName(record.data)))
        return Error(u"dns.bad_name"_s, {}, {{u"name"_s, record.name}, {u"value"_s, record.data}});
    const bool printable = std::all_of(record.data.begin(), record.data.end(),
                                       [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7f; });
    // ldns leaks while refusing the text of some rarer types, so only those with a name here are written.
    const bool known = rrTypeFromText(typeText(record.type)).has_value();
    const auto absolute = [](const QString &name) { return name == "."_L1 ? name : name + u'.'; };
    const QString data = holdsOneName(record.type) ? absolute(record.data) : record.data;
    const QString line =
        absolute(record.name) + u' ' + QString::number(record.ttl) + u" IN "_s + typeText(record.type) + u' ' + data;
    ldns_rr *parsed = nullptr;
    if (!printable || !known || record.data.isEmpty() ||
        ldns_rr_new_frm_str(&parsed, line.toLatin1().constData(), 0, nullptr, nullptr) != LDNS_STATUS_OK)
        return Error(u"dns.bad_data"_s, {}, {{u"name"_s, record.name}, {u"value"_s, record.data}});
    ldns_rr_set_ttl(parsed, record.ttl);
    return RrPtr(parsed);
}

Result<QByteArray> wireOf(const ldns_pkt *packet)
{
    uint8_t *wire = nullptr;
    size_t size = 0;
    const ldns_status status = ldns_pkt2wire(&wire, packet, &size);
    const std::unique_ptr<uint8_t, HeapFree> owner(wire);
    if (status != LDNS_STATUS_OK || wire == nullptr)
        return systemError(u"dns.bad_data"_s, QString::fromLatin1(ldns_get_errorstr_by_id(status)));
    return QByteArray(reinterpret_cast<const char *>(wire), static_cast<qsizetype>(size));
}

Result<PacketPtr> headOf(const Message &message)
{
    PacketPtr packet(ldns_pkt_new());
    RrPtr question = questionRr(message.question);
    if (!packet || !question)
        return Error(u"dns.bad_name"_s, {}, {{u"name"_s, message.question.name}});
    ldns_pkt_set_id(packet.get(), message.id);
    ldns_pkt_set_opcode(packet.get(), static_cast<ldns_pkt_opcode>(message.opcode & 0x0f));
    ldns_pkt_set_qr(packet.get(), message.response);
    ldns_pkt_set_aa(packet.get(), message.authoritative);
    ldns_pkt_set_tc(packet.get(), message.truncated);
    ldns_pkt_set_rd(packet.get(), message.recursionDesired);
    ldns_pkt_set_ra(packet.get(), message.recursionAvailable);
    ldns_pkt_set_ad(packet.get(), message.authenticated);
    ldns_pkt_set_cd(packet.get(), message.checkingDisabled);
    const auto rcode = static_cast<unsigned>(message.rcode);
    ldns_pkt_set_rcode(packet.get(), static_cast<uint8_t>(rcode & 0x0f));
    if (message.edns) {
        ldns_pkt_set_edns_udp_size(packet.get(), message.udpSize == 0 ? EdnsUdpSize : message.udpSize);
        ldns_pkt_set_edns_extended_rcode(packet.get(), static_cast<uint8_t>(rcode >> 4));
    } else if (rcode > 0x0f) {
        // Its upper bits have a place in the OPT record only (RFC 6891, 6.1.3); without them it is another code.
        return Error(u"dns.bad_data"_s, {},
                     {{u"name"_s, message.question.name}, {u"value"_s, rcodeText(message.rcode)}});
    }
    if (ldns_pkt_push_rr(packet.get(), LDNS_SECTION_QUESTION, question.get()))
        static_cast<void>(question.release());
    return packet;
}

} // namespace

Result<QByteArray> encodeQuery(std::uint16_t id, const Question &question, const QueryFlags &flags)
{
    Message message;
    message.id = id;
    message.recursionDesired = flags.recursionDesired;
    message.checkingDisabled = flags.checkingDisabled;
    message.edns = flags.edns;
    message.authenticated = flags.authenticated;
    message.question = question;
    return encode(message);
}

Result<Message> decode(QByteArrayView bytes)
{
    const QString fault = FrameScan(bytes).run();
    if (!fault.isEmpty())
        return malformed(fault);
    ldns_pkt *parsed = nullptr;
    const ldns_status status =
        ldns_wire2pkt(&parsed, reinterpret_cast<const uint8_t *>(bytes.data()), static_cast<size_t>(bytes.size()));
    const PacketPtr packet(parsed);
    if (status != LDNS_STATUS_OK || !packet)
        return malformed(QString::fromLatin1(ldns_get_errorstr_by_id(status)));

    Message message;
    message.id = ldns_pkt_id(parsed);
    message.opcode = static_cast<std::uint8_t>(ldns_pkt_get_opcode(parsed));
    message.response = ldns_pkt_qr(parsed);
    message.authoritative = ldns_pkt_aa(parsed);
    message.truncated = ldns_pkt_tc(parsed);
    message.recursionDesired = ldns_pkt_rd(parsed);
    message.recursionAvailable = ldns_pkt_ra(parsed);
    message.authenticated = ldns_pkt_ad(parsed);
    message.checkingDisabled = ldns_pkt_cd(parsed);
    message.edns = ldns_pkt_edns(parsed);
    message.udpSize = ldns_pkt_edns_udp_size(parsed);
    message.rcode = static_cast<Rcode>(static_cast<unsigned>(ldns_pkt_get_rcode(parsed)) |
                                       (static_cast<unsigned>(ldns_pkt_edns_extended_rcode(parsed)) << 4));
    const ldns_rr_list *questions = ldns_pkt_question(parsed);
    if (questions != nullptr && ldns_rr_list_rr_count(questions) == 1) {
        const ldns_rr *question = ldns_rr_list_rr(questions, 0);
        QString name = textOf(ldns_rr_owner(question));
        if (name.size() > 1 && name.endsWith(u'.'))
            name.chop(1);
        message.question = {name, static_cast<RrType>(ldns_rr_get_type(question))};
    }
    message.answer = recordsOf(ldns_pkt_answer(parsed));
    message.authority = recordsOf(ldns_pkt_authority(parsed));
    message.additional = recordsOf(ldns_pkt_additional(parsed));
    return message;
}

Result<QByteArray> encode(const Message &message, qsizetype maxSize)
{
    auto packet = headOf(message);
    if (!packet.ok())
        return packet.error();
    const std::pair<ldns_pkt_section, const QList<Record> *> sections[] = {
        {LDNS_SECTION_ANSWER, &message.answer},
        {LDNS_SECTION_AUTHORITY, &message.authority},
        {LDNS_SECTION_ADDITIONAL, &message.additional}};
    for (const auto &[section, records] : sections) {
        for (const Record &record : *records) {
            auto rr = recordRr(record);
            if (!rr.ok())
                return rr.error();
            if (ldns_pkt_push_rr(packet->get(), section, rr->get()))
                static_cast<void>(rr->release());
        }
    }
    auto wire = wireOf(packet->get());
    if (!wire.ok() || wire->size() <= maxSize)
        return wire;
    Message head = message;
    head.truncated = true;
    auto headPacket = headOf(head);
    if (!headPacket.ok())
        return headPacket.error();
    return wireOf(headPacket->get());
}

} // namespace unmta::dns
