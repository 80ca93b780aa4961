// The domains that need somebody, the worst first: what is wrong in a sentence, and the way to each.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"
#include "support/Words.h"

namespace unmta::ui {

// Those of the list, the worst first: links that are dead, certificates that ended or cannot be had, strikes.
[[nodiscard]] QList<wire::TrackingDomain> inNeed(const QList<wire::TrackingDomain> &domains, TimePoint now);
// Why somebody should look at it, in a sentence.
[[nodiscard]] QString needOf(const wire::TrackingDomain &domain, TimePoint now);

class AttentionCard final : public QFrame
{
    Q_OBJECT

public:
    explicit AttentionCard(QWidget *parent = nullptr);
    void show(const QList<wire::TrackingDomain> &domains, TimePoint now);

Q_SIGNALS:
    void domainChosen(const QString &name);
    void listRequested();

private:
    struct Shown
    {
        QString name;
        QString sentence;
        bool operator==(const Shown &) const = default;
    };
    void fill(const QList<wire::TrackingDomain> &first, qsizetype more);

    QVBoxLayout *m_rows;
    QList<Shown> m_shown; // so that nothing jumps, and the focus stays, when nothing is new
    qsizetype m_more = 0;
};

} // namespace unmta::ui
