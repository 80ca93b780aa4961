#include "FakeCa.h"

#include "acme/Jws.h"
#include "acme/OpenSsl.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace unmta::acme;

namespace unmta::test {

namespace {

const QString base = u"https://ca.example/"_s;

outbound::HttpReply reply(int status, const QByteArray &type, const QByteArray &body)
{
    outbound::HttpReply result;
    result.status = status;
    result.headers = {{"content-type", type}};
    result.body = body;
    return result;
}

outbound::HttpReply json(int status, const QJsonObject &object)
{
    return reply(status, "application/json", QJsonDocument(object).toJson());
}

outbound::HttpReply problem(int status, const QString &type, const QString &detail)
{
    const QJsonObject object{{u"type"_s, u"urn:ietf:params:acme:error:"_s + type}, {u"detail"_s, detail}};
    return reply(status, "application/problem+json", QJsonDocument(object).toJson());
}

QByteArray decoded(const QJsonValue &value)
{
    const auto bytes = fromBase64Url(value.toString().toLatin1());
    return bytes ? *bytes : QByteArray();
}

PkeyPtr keyOf(const QJsonObject &jwk)
{
    const QByteArray der = QByteArray::fromHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004") +
                           decoded(jwk.value(u"x"_s)) + decoded(jwk.value(u"y"_s));
    const auto *cursor = reinterpret_cast<const unsigned char *>(der.constData());
    return PkeyPtr(d2i_PUBKEY(nullptr, &cursor, der.size()));
}

bool isSignedBy(const QJsonObject &jwk, const QByteArray &data, const QByteArray &raw)
{
    const PkeyPtr key = keyOf(jwk);
    if (!key || raw.size() != 64)
        return false;
    const auto *bytes = reinterpret_cast<const unsigned char *>(raw.constData());
    const SignaturePtr signature(ECDSA_SIG_new());
    ECDSA_SIG_set0(signature.get(), BN_bin2bn(bytes, 32, nullptr), BN_bin2bn(bytes + 32, 32, nullptr));
    unsigned char *der = nullptr;
    const int length = i2d_ECDSA_SIG(signature.get(), &der);
    const DigestPtr context(EVP_MD_CTX_new());
    EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get());
    const int verdict = EVP_DigestVerify(context.get(), der, static_cast<std::size_t>(length),
                                         reinterpret_cast<const unsigned char *>(data.constData()),
                                         static_cast<std::size_t>(data.size()));
    OPENSSL_free(der);
    return verdict == 1;
}

} // namespace

struct FakeCa::Order
{
    QString id;
    QString host;
    QString token;
    QString status = u"pending"_s;
    QString challenge = u"pending"_s;
    QByteArray chain;
};

struct FakeCa::Request
{
    QString url;
    QString account;
    QJsonObject jwk;
    QJsonObject payload;
    bool isPostAsGet = false;
};

struct FakeCa::Crypto
{
    PkeyPtr key{EVP_EC_gen("P-256")};

    // The root itself is not part of the chain: only the leaf is looked at here.
    QByteArray sign(EVP_PKEY *subjectKey, const QString &host, TimePoint now) const
    {
        const X509Ptr certificate(X509_new());
        const ExtensionPtr altName = altNameExtension({host}, true);
        X509_set_version(certificate.get(), X509_VERSION_3);
        ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 4711);
        X509_NAME_add_entry_by_txt(X509_get_issuer_name(certificate.get()), "CN", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char *>("Fake CA"), -1, -1, 0);
        X509_set1_notBefore(certificate.get(), toAsn1(now - std::chrono::hours(1)).get());
        X509_set1_notAfter(certificate.get(), toAsn1(now + std::chrono::days(90)).get());
        X509_set_pubkey(certificate.get(), subjectKey);
        X509_add_ext(certificate.get(), altName.get(), -1);
        X509_sign(certificate.get(), key.get(), EVP_sha256());
        return certificatePem(certificate.get());
    }
};

FakeCa::FakeCa(FakeWorld &world, const FakeBoard &board)
    : m_world(world)
    , m_board(board)
    , m_crypto(std::make_unique<Crypto>())
{}

FakeCa::~FakeCa() = default;

QByteArray FakeCa::endpointOf(const outbound::HttpCall &call)
{
    return call.url.mid(base.size()).section(u'/', 0, 0).toLatin1();
}

QByteArray FakeCa::chainForStranger(const QString &name) const
{
    const PkeyPtr key(EVP_EC_gen("P-256"));
    return m_crypto->sign(key.get(), name, m_world.clock.now());
}

QByteArray FakeCa::freshNonce()
{
    const QByteArray nonce = base64Url(m_random.bytes(16));
    m_nonces.insert(nonce);
    return nonce;
}

outbound::HttpReply FakeCa::complain(const QString &why)
{
    complaints.append(why);
    return problem(400, u"malformed"_s, why);
}

outbound::HttpReply FakeCa::directory() const
{
    QJsonObject object{{u"newNonce"_s, base + u"nonce"_s},
                       {u"newAccount"_s, base + u"account"_s},
                       {u"newOrder"_s, base + u"order"_s},
                       {u"meta"_s, QJsonObject{{u"externalAccountRequired"_s, isBindingRequired},
                                               {u"caaIdentities"_s, QJsonArray::fromStringList(caaIdentities)}}}};
    if (!profiles.isEmpty()) {
        QJsonObject meta = object.value(u"meta"_s).toObject();
        QJsonObject offered;
        for (const QString &profile : profiles)
            offered.insert(profile, u"https://ca.example/about"_s);
        meta.insert(u"profiles"_s, offered);
        object.insert(u"meta"_s, meta);
    }
    if (offersRenewalInfo)
        object.insert(u"renewalInfo"_s, base + u"renewal"_s);
    return json(200, object);
}

outbound::HttpReply FakeCa::handle(const outbound::HttpCall &call)
{
    const QByteArray endpoint = endpointOf(call);
    if (endpoint == "directory")
        return directory();
    if (endpoint == "renewal") {
        const TimePoint start = m_world.clock.now() + std::chrono::days(10);
        const QJsonObject window{{u"start"_s, toIso8601(start)}, {u"end"_s, toIso8601(start + std::chrono::days(1))}};
        outbound::HttpReply result = json(200, {{u"suggestedWindow"_s, window}});
        result.headers.emplaceBack("retry-after", "21600");
        return result;
    }
    if (endpoint == "nonce") {
        outbound::HttpReply result = reply(200, "text/plain", {});
        result.headers.emplaceBack("replay-nonce", freshNonce());
        return result;
    }

    const QJsonObject jws = QJsonDocument::fromJson(call.body).object();
    const QByteArray protectedPart = jws.value(u"protected"_s).toString().toLatin1();
    const QByteArray payloadPart = jws.value(u"payload"_s).toString().toLatin1();
    const QJsonObject header = QJsonDocument::fromJson(*fromBase64Url(protectedPart)).object();
    Request request;
    request.url = call.url;
    request.account = header.value(u"kid"_s).toString();
    request.jwk = request.account.isEmpty() ? header.value(u"jwk"_s).toObject() : m_accounts.value(request.account);
    request.isPostAsGet = payloadPart.isEmpty();
    request.payload = QJsonDocument::fromJson(*fromBase64Url(payloadPart)).object();

    outbound::HttpReply result;
    if (call.method != "POST" || header.value(u"url"_s).toString() != call.url)
        result = complain(u"not a POST for its own address"_s);
    else if (!m_nonces.remove(header.value(u"nonce"_s).toString().toLatin1()) ||
             m_random.below(100) < static_cast<std::uint32_t>(percentBadNonces))
        result = problem(400, u"badNonce"_s, u"stale"_s);
    else if (request.jwk.isEmpty())
        result = problem(400, u"accountDoesNotExist"_s, u"unknown account"_s);
    else if (!isSignedBy(request.jwk, protectedPart + '.' + payloadPart, decoded(jws.value(u"signature"_s))))
        result = complain(u"bad signature"_s);
    else
        result = answer(request);
    result.headers.emplaceBack("replay-nonce", freshNonce());
    return result;
}

outbound::HttpReply FakeCa::answer(const Request &request)
{
    const QString path = request.url.mid(base.size());
    const QString endpoint = path.section(u'/', 0, 0);
    if (endpoint == u"account")
        return newAccount(request);
    if (endpoint == u"order")
        return newOrder(request);
    const std::shared_ptr<Order> order = m_orders.value(path.section(u'/', 1, 1));
    if (!order)
        return problem(404, u"malformed"_s, u"no such thing"_s);
    if (endpoint == u"authorization")
        return authorization(*order);
    if (endpoint == u"challenge")
        return challenge(*order, request);
    if (endpoint == u"finalize")
        return finalize(*order, request);
    if (endpoint == u"orderpoll")
        return orderReply(*order);
    if (endpoint == u"certificate" && !order->chain.isEmpty())
        return reply(200, "application/pem-certificate-chain", order->chain);
    return complain(u"what is %1?"_s.arg(path));
}

outbound::HttpReply FakeCa::newAccount(const Request &request)
{
    if (isBindingRequired && !request.payload.contains(u"externalAccountBinding"_s))
        return problem(403, u"externalAccountRequired"_s, u"no binding"_s);
    const QString url = base + u"myaccount/"_s + QString::fromLatin1(jwkThumbprint(request.jwk));
    const bool isKnown = m_accounts.contains(url);
    m_accounts.insert(url, request.jwk);
    outbound::HttpReply result = json(isKnown ? 200 : 201, {{u"status"_s, u"valid"_s}});
    result.headers.emplaceBack("location", url.toLatin1());
    return result;
}

outbound::HttpReply FakeCa::newOrder(const Request &request)
{
    if (refusesReplaces && request.payload.contains(u"replaces"_s))
        return problem(409, u"alreadyReplaced"_s, u"replaced before"_s);
    const auto order = std::make_shared<Order>();
    order->id = QString::number(++ordersPlaced);
    orderedProfile = request.payload.value(u"profile"_s).toString();
    order->host = request.payload.value(u"identifiers"_s).toArray().first().toObject().value(u"value"_s).toString();
    order->token = QString::fromLatin1(base64Url(m_random.bytes(32)));
    m_orders.insert(order->id, order);
    outbound::HttpReply result = orderReply(*order, 201);
    result.headers.emplaceBack("location", (base + u"orderpoll/"_s + order->id).toLatin1());
    return result;
}

outbound::HttpReply FakeCa::orderReply(const Order &order, int status) const
{
    QJsonObject object{{u"status"_s, order.status},
                       {u"authorizations"_s, QJsonArray{base + u"authorization/"_s + order.id}},
                       {u"finalize"_s, base + u"finalize/"_s + order.id}};
    if (order.status == u"valid")
        object.insert(u"certificate"_s, base + u"certificate/"_s + order.id);
    return json(status, object);
}

outbound::HttpReply FakeCa::authorization(Order &order) const
{
    // The CA decides between two looks at it.
    const QString shown = order.challenge;
    if (order.challenge == u"processing") {
        order.challenge = u"valid"_s;
        order.status = u"ready"_s;
    }
    const QJsonObject challenge{{u"type"_s, u"http-01"_s},
                                {u"status"_s, shown},
                                {u"url"_s, base + u"challenge/"_s + order.id},
                                {u"token"_s, order.token}};
    return json(200, {{u"status"_s, shown == u"processing" ? u"pending"_s : shown},
                      {u"identifier"_s, QJsonObject{{u"type"_s, u"dns"_s}, {u"value"_s, order.host}}},
                      {u"challenges"_s, QJsonArray{challenge}}});
}

outbound::HttpReply FakeCa::challenge(Order &order, const Request &request)
{
    if (request.isPostAsGet)
        return complain(u"a challenge is answered with an object"_s);
    if (order.challenge != u"pending")
        return complain(u"the challenge is %1"_s.arg(order.challenge));
    const auto published = m_board.answers.value(order.token);
    const QByteArray expected = order.token.toLatin1() + '.' + jwkThumbprint(request.jwk);
    order.challenge = published.first == order.host && published.second == expected ? u"processing"_s : u"invalid"_s;
    return json(200, {{u"status"_s, order.challenge}, {u"url"_s, request.url}});
}

outbound::HttpReply FakeCa::finalize(Order &order, const Request &request)
{
    if (order.status != u"ready")
        return complain(u"the order is %1"_s.arg(order.status));
    order.chain = issue(decoded(request.payload.value(u"csr"_s)), order.host);
    if (order.chain.isEmpty())
        return complain(u"bad certificate request"_s);
    ++certificatesIssued;
    order.status = u"processing"_s;
    const outbound::HttpReply result = orderReply(order);
    order.status = u"valid"_s;
    return result;
}

QByteArray FakeCa::issue(const QByteArray &csrDer, const QString &host)
{
    const auto *cursor = reinterpret_cast<const unsigned char *>(csrDer.constData());
    const RequestPtr request(d2i_X509_REQ(nullptr, &cursor, csrDer.size()));
    if (!request || X509_REQ_verify(request.get(), X509_REQ_get0_pubkey(request.get())) != 1)
        return {};
    return m_crypto->sign(X509_REQ_get0_pubkey(request.get()), host, m_world.clock.now());
}

} // namespace unmta::test
