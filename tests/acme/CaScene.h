// An ACME issuer, its CA and its world, for tests that spoil answers.
#pragma once

#include "FakeCa.h"

namespace unmta::test {

using Answer = Result<outbound::HttpReply>;

inline outbound::HttpReply withStatus(int status, const QByteArray &type, const QByteArray &body,
                                      const outbound::Headers &headers = {})
{
    outbound::HttpReply reply;
    reply.status = status;
    reply.headers = headers;
    reply.headers.emplaceBack("content-type", type);
    reply.body = body;
    return reply;
}

// What a test lays out; none: it cannot be found out.
struct FakeCaa final : acme::CaaSource
{
    void lookUp(const QString &host, std::function<void(std::optional<CaaSet>)> found) override
    {
        asked << host;
        found(set);
    }
    std::optional<CaaSet> set = CaaSet();
    QStringList asked;
};

// An issuer, its CA and its world.
struct CaScene
{
    FakeWorld world;
    FakeBoard board;
    FakeCa ca{world, board};
    FakeCaa caa;
    QByteArray account;
    QByteArray state;
    std::unique_ptr<acme::AcmeIssuer> issuer;
    QList<acme::IssueOutcome> outcomes;

    CaScene()
    {
        world.server = [this](const outbound::HttpCall &call) -> Answer { return ca.handle(call); };
    }

    void open(acme::AcmeConfig config = {})
    {
        config.directoryUrl = FakeCa::directoryUrl();
        issuer = std::make_unique<acme::AcmeIssuer>(
            world, board, world.clock, config, account, [this](const QByteArray &changed) { account = changed; }, &caa);
    }
    void issue(const QByteArray &replaces = {})
    {
        issuer->issue(
            {QStringLiteral("track.example.com"), state, replaces},
            [this](const QByteArray &reported) { state = reported; },
            [this](const acme::IssueOutcome &outcome) { outcomes.append(outcome); });
        world.run();
    }
    [[nodiscard]] bool isIssued() const { return !outcomes.isEmpty() && outcomes.last().certificate.ok(); }
    [[nodiscard]] QString fault() const
    {
        return outcomes.isEmpty() ? QStringLiteral("never ended")
               : isIssued()       ? QString()
                                  : describe(outcomes.last().certificate.error());
    }
    [[nodiscard]] QString code() const
    {
        return outcomes.isEmpty() || isIssued() ? QString() : outcomes.last().certificate.error().code;
    }
};

} // namespace unmta::test
