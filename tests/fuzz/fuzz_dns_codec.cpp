// libFuzzer target: any bytes are decoded or refused; what was decoded can be encoded or is refused, and comes back the
// same; nothing with a TSIG record is decoded. The same bytes also stand as the text of a record that is to be sent.
#include "dns/DnsCodec.h"
#include "dns/DnsName.h"

#include <QByteArray>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

using namespace Qt::StringLiterals;
using namespace unmta;
using namespace unmta::dns;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool isOneOf(const Error &error, std::initializer_list<QStringView> codes)
{
    return std::find(codes.begin(), codes.end(), error.code) != codes.end();
}

// An additional record by which a server would sign: "hmac-md5", no key, no signature.
QByteArray withTsig(QByteArray message)
{
    static const QByteArray tsig = QByteArray::fromHex("00"
                                                       "00fa00ff00000000"
                                                       "001b"
                                                       "08686d61632d6d643500"
                                                       "000000000000"
                                                       "012c"
                                                       "0000"
                                                       "1234"
                                                       "0000"
                                                       "0000");
    const int count = (static_cast<unsigned char>(message[10]) << 8) + static_cast<unsigned char>(message[11]) + 1;
    message[10] = static_cast<char>(count >> 8);
    message[11] = static_cast<char>(count & 0xff);
    return message + tsig;
}

// Those that the house reads or serves. The text of the others, all of DNSSEC, is ldns's own and for people.
bool isUnderstood(RrType type)
{
    static constexpr std::array types{RrType::A,  RrType::NS,  RrType::CNAME, RrType::SOA,  RrType::PTR,
                                      RrType::MX, RrType::TXT, RrType::AAAA,  RrType::DNAME};
    return std::find(types.begin(), types.end(), type) != types.end();
}

void requireSame(const QList<Record> &got, const QList<Record> &sent)
{
    require(got.size() == sent.size());
    for (qsizetype i = 0; i < got.size(); ++i) {
        require(got[i].name == sent[i].name && got[i].type == sent[i].type && got[i].ttl == sent[i].ttl);
        require(got[i].data == sent[i].data || !isUnderstood(sent[i].type));
    }
}

void requireSame(const Message &got, const Message &sent)
{
    require(got.id == sent.id && got.opcode == sent.opcode && got.rcode == sent.rcode);
    require(got.response == sent.response && got.authoritative == sent.authoritative);
    require(got.truncated == sent.truncated && got.authenticated == sent.authenticated);
    require(got.recursionDesired == sent.recursionDesired && got.recursionAvailable == sent.recursionAvailable);
    require(got.checkingDisabled == sent.checkingDisabled && got.edns == sent.edns);
    require(got.question == sent.question);
    requireSame(got.answer, sent.answer);
    requireSame(got.authority, sent.authority);
    requireSame(got.additional, sent.additional);
}

// What a resolver would ask next about the same name.
void ask(const Message &message)
{
    const auto query =
        encodeQuery(message.id, message.question, {message.recursionDesired, message.checkingDisabled, message.edns});
    require(query.ok() == isValidName(message.question.name));
    if (!query.ok()) {
        require(query.error().code == u"dns.bad_name");
        return;
    }
    const auto back = decode(*query);
    require(back.ok() && back->question == message.question && back->edns == message.edns);
    require(!decode(withTsig(*query)).ok());
}

// What a server would say.
void say(const Message &message)
{
    const auto wire = encode(message);
    if (!wire.ok()) {
        require(isOneOf(wire.error(), {u"dns.bad_name", u"dns.bad_data"}));
        return;
    }
    const auto back = decode(*wire);
    require(back.ok());
    requireSame(*back, message);
    const auto signedReply = decode(withTsig(*wire));
    require(!signedReply.ok() && signedReply.error().code == u"dns.malformed");

    constexpr qsizetype smallest = 512; // RFC 1035, 4.2.1
    const auto cut = encode(message, smallest);
    require(cut.ok() && cut->size() <= smallest);
    if (wire->size() <= smallest) {
        require(*cut == *wire);
        return;
    }
    const auto head = decode(*cut);
    require(head.ok() && head->truncated && head->question == message.question);
    require(head->answer.isEmpty() && head->authority.isEmpty() && head->additional.isEmpty());
}

void sayText(QByteArrayView bytes)
{
    static constexpr std::array types{RrType::A,    RrType::NS,     RrType::CNAME, RrType::SOA,
                                      RrType::PTR,  RrType::MX,     RrType::TXT,   RrType::AAAA,
                                      RrType::OPT,  RrType::DNAME,  RrType::DS,    RrType::RRSIG,
                                      RrType::NSEC, RrType::DNSKEY, RrType::NSEC3, RrType::TSIG};
    Message message;
    message.question = {u"a.example"_s, RrType::A};
    const RrType type = types.at(static_cast<unsigned char>(bytes[0]) % types.size());
    message.answer = {{u"a.example"_s, type, 60, QString::fromLatin1(bytes.sliced(1))}};
    const auto wire = encode(message);
    if (!wire.ok()) {
        require(isOneOf(wire.error(), {u"dns.bad_name", u"dns.bad_data"}));
        return;
    }
    const auto back = decode(*wire);
    if (back.ok())
        say(*back);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const auto message = decode(bytes);
    if (message.ok()) {
        ask(*message);
        say(*message);
    } else {
        require(message.error().code == u"dns.malformed");
    }
    sayText(bytes.first(std::min<qsizetype>(bytes.size(), 300)));
    return 0;
}
