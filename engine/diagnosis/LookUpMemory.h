// What resolvers have said a moment ago about zones' name servers, and what was found out about the resolvers
// themselves, so that a round of thousands of checks does not ask the same for each of them. Answers only; that nobody
// answered is not remembered. DNS thread only.
#pragma once

#include "dns/DnsClient.h"

#include <QHash>
#include <QStringList>

#include <memory>
#include <optional>

namespace unmta::diagnosis {

enum class LookUps
{
    Fresh,     // asked now, and remembered
    Remembered // taken from the memory where it has them
};

class LookUpMemory : public std::enable_shared_from_this<LookUpMemory>
{
public:
    // Nothing is kept for less than `life`, or for more than twice that; zero keeps nothing. The client outlives
    // whatever asks through it.
    LookUpMemory(dns::DnsClient &client, Millis life)
        : m_client(client)
        , m_life(life)
    {}

    [[nodiscard]] std::optional<QStringList> recall(const QString &key) const;
    void keep(const QString &key, const QStringList &data);

private:
    void grow();
    void age();

    dns::DnsClient &m_client;
    const Millis m_life;
    QHash<QString, QStringList> m_young;
    QHash<QString, QStringList> m_old;
    bool m_ageing = false;
};

} // namespace unmta::diagnosis
