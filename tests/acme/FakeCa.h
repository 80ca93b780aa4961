// An ACME server in memory that checks what it is told (signatures, nonces, addresses, proofs, requests), so that a
// test can spoil single answers of it.
#pragma once

#include "FakeWorld.h"

#include "support/FakeRandom.h"

#include "acme/AcmeIssuer.h"

#include <QHash>
#include <QJsonObject>

#include <memory>

namespace unmta::test {

class FakeBoard final : public acme::ChallengeBoard
{
public:
    void publish(const QString &token, const QString &host, const QByteArray &keyAuthorization,
                 std::function<void()> published) override
    {
        answers.insert(token, {host, keyAuthorization});
        published();
    }
    void withdraw(const QString &token) override { answers.remove(token); }

    QHash<QString, std::pair<QString, QByteArray>> answers;
};

class FakeCa
{
public:
    FakeCa(FakeWorld &world, const FakeBoard &board);
    ~FakeCa();
    FakeCa(const FakeCa &) = delete;
    FakeCa &operator=(const FakeCa &) = delete;

    static QString directoryUrl() { return QStringLiteral("https://ca.example/directory"); }

    // The honest answer.
    outbound::HttpReply handle(const outbound::HttpCall &call);

    // "directory", "nonce", "account", "order", "authorization", "challenge", "finalize", "orderpoll", "certificate",
    // "renewal".
    [[nodiscard]] static QByteArray endpointOf(const outbound::HttpCall &call);
    // A well-formed chain for any name whose key nobody has.
    [[nodiscard]] QByteArray chainForStranger(const QString &name) const;

    int percentBadNonces = 0;
    bool isBindingRequired = false;
    bool offersRenewalInfo = false;
    QStringList caaIdentities;
    QStringList profiles;
    QString orderedProfile; // of the last order
    bool refusesReplaces = false;
    int ordersPlaced = 0;
    int certificatesIssued = 0;
    QStringList complaints; // what a strict CA would refuse for good: faults of the client

private:
    struct Order;
    struct Request;
    [[nodiscard]] outbound::HttpReply directory() const;
    outbound::HttpReply answer(const Request &request);
    outbound::HttpReply newAccount(const Request &request);
    outbound::HttpReply newOrder(const Request &request);
    outbound::HttpReply authorization(Order &order) const;
    outbound::HttpReply challenge(Order &order, const Request &request);
    outbound::HttpReply finalize(Order &order, const Request &request);
    [[nodiscard]] outbound::HttpReply orderReply(const Order &order, int status = 200) const;
    outbound::HttpReply complain(const QString &why);
    QByteArray issue(const QByteArray &csrDer, const QString &host);
    QByteArray freshNonce();

    struct Crypto;
    FakeWorld &m_world;
    const FakeBoard &m_board;
    std::unique_ptr<Crypto> m_crypto;
    FakeRandom m_random{7};
    QSet<QByteArray> m_nonces;
    QHash<QString, QJsonObject> m_accounts; // URL to key
    QHash<QString, std::shared_ptr<Order>> m_orders;
};

} // namespace unmta::test
