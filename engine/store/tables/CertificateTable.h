// Certificates by host, their keys encrypted, and the history of the attempts to get them.
#pragma once

#include "base/Page.h"
#include "base/Result.h"
#include "domain/Certificate.h"

#include <QHash>
#include <QStringList>

#include <functional>
#include <optional>

namespace unmta::store {

class Database;
class SecretBox;

// Certificates by host; private key and order state are encrypted.
class CertificateTable
{
public:
    static constexpr int keptAttempts = 100; // of each host

    CertificateTable(Database &database, const SecretBox &secrets)
        : m_database(database)
        , m_secrets(secrets)
    {}

    [[nodiscard]] Result<void> upsert(const Certificate &certificate);
    [[nodiscard]] Result<std::optional<Certificate>> byHost(const QString &host) const;
    // For a page of hosts, by one statement: those without a row are left out. Private key and order state are empty:
    // whoever shows certificates needs neither.
    [[nodiscard]] Result<QHash<QString, Certificate>> shownOf(const QStringList &hosts) const;
    // Those whose nextAttemptAt has come, earliest first.
    [[nodiscard]] Result<QList<Certificate>> due(TimePoint now, int limit) const;
    // Those whose alertAt has come, earliest first.
    [[nodiscard]] Result<QList<Certificate>> alertsDue(TimePoint now, int limit) const;
    // The earliest of either.
    [[nodiscard]] Result<std::optional<TimePoint>> nextDue() const;
    // Moves every due time: the wall clock was set by so much.
    [[nodiscard]] Result<void> shiftDueTimes(Millis by);
    // The history of attempts; the newest `keptAttempts` of each host stay.
    [[nodiscard]] Result<void> addAttempt(const QString &host, const CertificateAttempt &attempt);
    [[nodiscard]] Result<QList<CertificateAttempt>> attempts(const QString &host) const; // newest first
    // Its history goes as well. One that is not there is no error.
    [[nodiscard]] Result<void> removeForHost(const QString &host) { return removeForHosts({host}); }
    [[nodiscard]] Result<void> removeForHosts(const QStringList &hosts); // all or none
    // Of at most `limit` hosts behind one, by name: those whose certificate is of another issuer, or, where that has a
    // new configuration, whose last attempt failed. `next` is where to ask on.
    struct ChosenIssuer
    {
        QString kind;
        bool isNewConfiguration = false;
    };
    [[nodiscard]] Result<Page<QString>> differing(const ChosenIssuer &issuer, const QString &behind, int limit) const;
    // How many there are of each state and last day. Kept by the store itself, so that it costs the same whatever their
    // number.
    struct Count
    {
        CertificateState state = CertificateState::None;
        std::optional<std::int64_t> lastDay; // since 1970, UTC; none: there is no certificate yet
        std::int64_t certificates = 0;
    };
    [[nodiscard]] Result<QList<Count>> counts() const;
    // What the edge shows, of every host that has it, in no order and without holding them all: for building the
    // snapshot.
    struct Usable
    {
        QString host;
        QByteArray chainPem;
        QByteArray keyPem;
        TimePoint notAfter;
    };
    [[nodiscard]] Result<void> forEachUsable(const std::function<void(const Usable &)> &visit) const;

private:
    [[nodiscard]] Result<QList<Certificate>> upTo(QLatin1StringView rest, TimePoint now, int limit) const;

    Database &m_database;
    const SecretBox &m_secrets;
};

} // namespace unmta::store
