#include "service/monitor/MonitorCanaries.h"

#include "base/Log.h"
#include "service/settings/SettingsService.h"
#include "store/EngineStore.h"

#include <QPointer>
#include <QTimer>

namespace unmta {

using namespace Qt::StringLiterals;

namespace {

const QString seenKey = u"canaries_seen"_s;
constexpr int mostTries = 3;

} // namespace

void MonitorCanaries::ask(std::function<void(QString trouble)> done)
{
    ask(1, std::move(done));
}

void MonitorCanaries::ask(int tries, std::function<void(QString trouble)> done)
{
    QStringList names = m_settings.current().list("dns.canaries");
    if (const QString zone = m_settings.current().targetZone(); names.isEmpty() && !zone.isEmpty())
        names << zone;
    const auto answered = [self = QPointer(this), names, tries, done = std::move(done)](const CanaryReport &report) {
        if (!self)
            return;
        const Verdict verdict = self->judge(names, report);
        if (verdict.trouble.isEmpty() || !verdict.mayBeLoss || tries == mostTries)
            return done(verdict.trouble);
        QTimer::singleShot(self->m_pause * tries, self, [self, tries, done] { self->ask(tries + 1, done); });
    };
    m_probe.probe(names, answered);
}

MonitorCanaries::Verdict MonitorCanaries::judge(const QStringList &names, const CanaryReport &report)
{
    if (report.inventsAnswers)
        return {u"The resolver answers for names that cannot exist, so none of its answers can be believed."_s, false};
    // What the operator named must be there. The default, our own zone, is a sign only after it has been seen once:
    // an installation may work without a record at the zone's own name.
    const bool chosen = !m_settings.current().list("dns.canaries").isEmpty();
    QStringList known = seen();
    Verdict verdict;
    for (qsizetype i = 0; i < names.size(); ++i) {
        if (report.names[i] == Canary::Alive) {
            if (known.contains(names[i]))
                continue;
            known << names[i];
            if (auto kept = m_store.monitorState.set(seenKey, known.join(u' ')); !kept)
                qCWarning(lcMonitor).noquote() << "canary not kept" << describe(kept.error());
        } else if (chosen || known.contains(names[i])) {
            verdict.mayBeLoss = report.names[i] == Canary::Silent;
            verdict.trouble = verdict.mayBeLoss
                                  ? u"Nobody could be asked about %1, which must exist."_s.arg(names[i])
                                  : u"%1, which must exist, does not exist for the resolver."_s.arg(names[i]);
        }
    }
    return verdict;
}

Result<void> MonitorCanaries::forget()
{
    return m_store.monitorState.remove(seenKey);
}

QStringList MonitorCanaries::seen() const
{
    const auto stored = m_store.monitorState.value(seenKey);
    return stored ? stored->value_or(QString()).split(u' ', Qt::SkipEmptyParts) : QStringList();
}

} // namespace unmta
