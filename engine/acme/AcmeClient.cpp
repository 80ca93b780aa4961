#include "acme/AcmeClient.h"

#include "acme/Jws.h"
#include "base/Log.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace unmta::acme {

namespace {

constexpr int maxNonceTries = 100;
constexpr int nonceTriesWithoutPause = 10;
constexpr std::size_t keptNonces = 8;
constexpr Millis directoryLifetime = std::chrono::hours(1);

Millis noncePause(int tries)
{
    return std::clamp(Millis(10) * (tries - nonceTriesWithoutPause), Millis(0), Millis(200));
}

void answerAll(std::vector<AcmeClient::Ready> &waiters, const std::optional<AcmeFailure> &failure)
{
    // A waiter may ask again from inside its callback.
    const std::vector<AcmeClient::Ready> ready = std::exchange(waiters, {});
    for (const AcmeClient::Ready &waiter : ready)
        waiter(failure);
}

} // namespace

struct AcmeClient::Signed
{
    QString url;
    QByteArray payload;
    bool isByKey = false; // the account's public key instead of its URL: newAccount only
    ReplyDone done;
    int tries = 0;
};

AcmeClient::AcmeClient(outbound::Outbound &http, std::shared_ptr<Gate> gate, const Clock &clock, AcmeConfig config,
                       const QByteArray &account, AcmeIssuer::AccountChanged accountChanged)
    : m_http(http)
    , m_gate(std::move(gate))
    , m_clock(clock)
    , m_config(std::move(config))
    , m_accountChanged(std::move(accountChanged))
{
    loadAccount(account);
}

void AcmeClient::call(outbound::HttpCall call, outbound::HttpDone done)
{
    m_http.send(callOf(std::move(call), m_config), m_gate->wrap(std::move(done)));
}

void AcmeClient::keepNonce(const outbound::HttpReply &reply)
{
    const QByteArray nonce = reply.header("replay-nonce");
    if (nonce.isEmpty() || nonce.size() > 512)
        return;
    m_nonces.push_back(nonce);
    if (m_nonces.size() > keptNonces)
        m_nonces.pop_front();
}

void AcmeClient::get(const QString &url, ReplyDone done)
{
    outbound::HttpCall request;
    request.url = url;
    call(std::move(request), [this, done = std::move(done)](const Result<outbound::HttpReply> &reply) {
        if (!reply)
            return done(failureOf(reply.error()));
        if (const std::optional<AcmeFailure> failure = failureOf(*reply, m_clock.now()))
            return done(*failure);
        done(*reply);
    });
}

// --- signed requests ---

void AcmeClient::post(const QString &url, const QByteArray &payload, ReplyDone done)
{
    send(std::make_shared<Signed>(Signed{url, payload, false, std::move(done)}));
}

void AcmeClient::send(const std::shared_ptr<Signed> &request)
{
    if (m_nonces.empty())
        return fetchNonce(request);
    // The youngest is the likeliest to be still known.
    const QByteArray nonce = m_nonces.back();
    m_nonces.pop_back();
    sendWithNonce(request, nonce);
}

void AcmeClient::fetchNonce(const std::shared_ptr<Signed> &request)
{
    outbound::HttpCall head;
    head.method = "HEAD";
    head.url = m_directory->newNonce;
    call(std::move(head), [this, request](const Result<outbound::HttpReply> &reply) {
        if (!reply)
            return request->done(failureOf(reply.error()));
        if (const std::optional<AcmeFailure> failure = failureOf(*reply, m_clock.now()))
            return request->done(*failure);
        const QByteArray nonce = reply->header("replay-nonce");
        if (nonce.isEmpty() || nonce.size() > 512)
            return request->done(badAnswer(u"newNonce without nonce"_s));
        sendWithNonce(request, nonce);
    });
}

void AcmeClient::sendWithNonce(const std::shared_ptr<Signed> &request, const QByteArray &nonce)
{
    QJsonObject header{{u"nonce"_s, QString::fromLatin1(nonce)}, {u"url"_s, request->url}};
    if (request->isByKey)
        header.insert(u"jwk"_s, publicJwk(*m_key));
    else
        header.insert(u"kid"_s, m_accountUrl);
    Result<QByteArray> body = signEs256(*m_key, header, request->payload);
    if (!body)
        return request->done(AcmeFailure{body.error(), true, std::nullopt});
    outbound::HttpCall post;
    post.method = "POST";
    post.url = request->url;
    post.headers = {{"Content-Type", "application/jose+json"}};
    post.body = std::move(*body);
    call(std::move(post), [this, request](const Result<outbound::HttpReply> &reply) {
        if (!reply)
            return request->done(failureOf(reply.error()));
        replied(request, *reply);
    });
}

void AcmeClient::replied(const std::shared_ptr<Signed> &request, const outbound::HttpReply &reply)
{
    keepNonce(reply);
    const std::optional<AcmeFailure> failure = failureOf(reply, m_clock.now());
    if (!failure)
        return request->done(reply);
    if (failure->error.code == u"acme.bad_nonce")
        ++m_rejectedNonces;
    if (failure->error.code == u"acme.bad_nonce" && ++request->tries < maxNonceTries) {
        const Millis pause = noncePause(request->tries);
        if (pause == Millis(0))
            return send(request);
        return m_http.after(pause, m_gate->wrap([this, request] { send(request); }));
    }
    if (failure->error.code == u"acme.account_unknown" && !request->isByKey) {
        qCWarning(lcAcme).noquote() << "account unknown to the CA, registering again directory="
                                    << logSafe(m_config.directoryUrl);
        m_accountUrl.clear();
        saveAccount();
    }
    if (failure->error.code == u"acme.not_found")
        m_directory.reset();
    request->done(*failure);
}

// --- directory ---

void AcmeClient::needDirectory(Ready ready)
{
    if (m_directory && m_clock.steady() - m_directoryRead < directoryLifetime)
        return ready(std::nullopt);
    m_directoryWaiters.push_back(std::move(ready));
    if (m_directoryWaiters.size() == 1)
        get(m_config.directoryUrl, [this](const AcmeReply &reply) { directoryReplied(reply); });
}

void AcmeClient::directoryReplied(const AcmeReply &reply)
{
    if (const auto *failure = std::get_if<AcmeFailure>(&reply))
        return answerAll(m_directoryWaiters, *failure);
    Result<AcmeDirectory> directory = directoryOf(std::get<outbound::HttpReply>(reply));
    if (!directory)
        return answerAll(m_directoryWaiters, AcmeFailure{directory.error(), false, std::nullopt});
    m_directory = *std::move(directory);
    m_directoryRead = m_clock.steady();
    answerAll(m_directoryWaiters, std::nullopt);
}

// --- account ---

void AcmeClient::loadAccount(const QByteArray &account)
{
    const std::optional<AcmeAccount> known = accountOf(account, m_config);
    if (!known)
        return;
    m_key = known->key;
    m_accountUrl = known->url;
    m_registeredEmail = known->email;
}

void AcmeClient::saveAccount()
{
    if (!m_accountChanged)
        return;
    m_accountChanged(compactJson({{u"directory"_s, m_config.directoryUrl},
                                  {u"eab_kid"_s, m_config.eabKid},
                                  {u"key"_s, QString::fromLatin1(m_key->toPem())},
                                  {u"url"_s, m_accountUrl},
                                  {u"email"_s, m_registeredEmail}}));
}

void AcmeClient::needAccount(Ready ready)
{
    needDirectory([this, ready = std::move(ready)](const std::optional<AcmeFailure> &failure) {
        if (failure)
            return ready(failure);
        if (!m_accountUrl.isEmpty()) {
            if (m_registeredEmail != m_config.email)
                updateContact();
            return ready(std::nullopt);
        }
        m_accountWaiters.push_back(ready);
        if (m_accountWaiters.size() == 1)
            registerAccount();
    });
}

std::variant<QByteArray, AcmeFailure> AcmeClient::accountPayload() const
{
    QJsonObject payload{{u"termsOfServiceAgreed"_s, true}};
    if (!m_config.email.isEmpty())
        payload.insert(u"contact"_s, QJsonArray{u"mailto:"_s + m_config.email});
    if (!m_config.eabKid.isEmpty()) {
        const Result<QByteArray> secret = fromBase64Url(m_config.eabKey.toLatin1());
        if (!secret || secret->isEmpty())
            return AcmeFailure{systemError(u"acme.eab_required"_s, u"the binding key is not base64url"_s), true, {}};
        const QJsonObject header{{u"kid"_s, m_config.eabKid}, {u"url"_s, m_directory->newAccount}};
        payload.insert(u"externalAccountBinding"_s, signHs256(*secret, header, compactJson(publicJwk(*m_key))));
    } else if (m_directory->isBindingRequired) {
        return AcmeFailure{systemError(u"acme.eab_required"_s, u"the CA asks for a key id and a key"_s), true, {}};
    }
    return compactJson(payload);
}

void AcmeClient::registerAccount()
{
    if (!m_key) {
        const Result<EcKey> key = EcKey::generate();
        if (!key)
            return answerAll(m_accountWaiters, AcmeFailure{key.error(), true, std::nullopt});
        m_key = *key;
        // Kept before the CA hears of it: a crash in between leaves no account without a key.
        saveAccount();
    }
    const std::variant<QByteArray, AcmeFailure> payload = accountPayload();
    if (const auto *failure = std::get_if<AcmeFailure>(&payload))
        return answerAll(m_accountWaiters, *failure);
    send(std::make_shared<Signed>(Signed{m_directory->newAccount, std::get<QByteArray>(payload), true,
                                         [this](const AcmeReply &reply) { registered(reply); }}));
}

void AcmeClient::registered(const AcmeReply &reply)
{
    if (const auto *failure = std::get_if<AcmeFailure>(&reply))
        return answerAll(m_accountWaiters, *failure);
    const auto &answer = std::get<outbound::HttpReply>(reply);
    const Result<QJsonObject> object = jsonOf(answer);
    if (!object)
        return answerAll(m_accountWaiters, AcmeFailure{object.error(), false, std::nullopt});
    const QString url = QString::fromLatin1(answer.header("location"));
    if (url.isEmpty())
        return answerAll(m_accountWaiters, badAnswer(u"newAccount without Location"_s));
    const QString status = object->value(u"status"_s).toString();
    if (status == u"deactivated" || status == u"revoked")
        return answerAll(m_accountWaiters,
                         AcmeFailure{systemError(u"acme.account_rejected"_s, u"the account is "_s + status), true, {}});
    if (status != u"valid")
        return answerAll(m_accountWaiters, badAnswer(u"account without status"_s));
    m_accountUrl = url;
    m_registeredEmail = m_config.email;
    saveAccount();
    qCInfo(lcAcme).noquote() << "registered account=" << logSafe(url);
    answerAll(m_accountWaiters, std::nullopt);
}

void AcmeClient::updateContact()
{
    // Not worth failing an order: noted as done, and only a warning when the CA does not want it.
    m_registeredEmail = m_config.email;
    QJsonArray contact;
    if (!m_config.email.isEmpty())
        contact.append(u"mailto:"_s + m_config.email);
    post(m_accountUrl, compactJson({{u"contact"_s, contact}}), [this](const AcmeReply &reply) {
        if (const auto *failure = std::get_if<AcmeFailure>(&reply))
            qCWarning(lcAcme).noquote() << "contact not updated" << describe(failure->error);
        else
            saveAccount();
    });
}

} // namespace unmta::acme
