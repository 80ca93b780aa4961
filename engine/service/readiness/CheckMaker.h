// Short ways to spell a check. Internal to the rules.
#pragma once

#include "service/readiness/Readiness.h"
#include "service/readiness/ReadinessFacts.h"

namespace unmta::readiness {

class CheckMaker
{
public:
    explicit CheckMaker(const char *id, std::optional<TimePoint> at)
        : m_id(QString::fromLatin1(id))
        , m_at(at)
    {}

    [[nodiscard]] ReadinessCheck ready(const QString &sentence, const QString &evidence = {}) const
    {
        return {m_id, ReadinessState::Ready, sentence, {}, evidence, m_at};
    }
    [[nodiscard]] ReadinessCheck todo(const QString &sentence, const QString &fix, const QString &evidence = {}) const
    {
        return {m_id, ReadinessState::Todo, sentence, fix, evidence, m_at};
    }
    [[nodiscard]] ReadinessCheck failed(const QString &sentence, const QString &fix, const QString &evidence = {}) const
    {
        return {m_id, ReadinessState::Failed, sentence, fix, evidence, m_at};
    }
    [[nodiscard]] ReadinessCheck unknown(const QString &sentence, const QString &fix = {},
                                         const QString &evidence = {}) const
    {
        return {m_id, ReadinessState::Unknown, sentence, fix, evidence, m_at};
    }
    [[nodiscard]] ReadinessCheck notAsked() const
    {
        return {m_id,
                ReadinessState::Unknown,
                QStringLiteral("Nobody has looked yet."),
                QStringLiteral("Ask now:\nunmta-ctl doctor"),
                {},
                std::nullopt};
    }

private:
    QString m_id;
    std::optional<TimePoint> m_at;
};

// For a check of what others say: from when it is.
[[nodiscard]] inline CheckMaker probed(const char *id, const ReadinessFacts &facts)
{
    return CheckMaker(id, facts.probes ? std::optional(facts.probes->at) : std::nullopt);
}

// For one of what the engine knows by itself.
[[nodiscard]] inline CheckMaker known(const char *id, const ReadinessFacts &facts)
{
    return CheckMaker(id, facts.now);
}

// "a", "a and b", "a, b and c"
[[nodiscard]] inline QString listed(QStringList items)
{
    if (items.size() < 2)
        return items.join(QString());
    const QString last = items.takeLast();
    return QStringLiteral("%1 and %2").arg(items.join(QStringLiteral(", ")), last);
}

} // namespace unmta::readiness
