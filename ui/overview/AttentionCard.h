// The domains that need somebody, the worst first: what is wrong in a sentence, what is at stake, and what can be done
// about each on the spot.
#pragma once

#include "contract/wire/Wire.h"
#include "kit/Labels.h"
#include "support/Words.h"

#include <QHash>
#include <QSet>

class QPushButton;

namespace unmta::ui {

class Badge;
class Session;
class WrapButton;

// Those of the list, the worst first: links that are dead, certificates that ended or cannot be had, strikes.
[[nodiscard]] QList<wire::TrackingDomain> inNeed(const QList<wire::TrackingDomain> &domains, TimePoint now);
// Why somebody should look at it, in a sentence.
[[nodiscard]] QString needOf(const wire::TrackingDomain &domain, TimePoint now);
// "9,100 clicks in the last 7 days are at stake · checked 2 h ago"; empty: nothing is known of either.
[[nodiscard]] QString stakeOf(const wire::TrackingDomain &domain, TimePoint now);

class AttentionCard final : public QFrame
{
    Q_OBJECT

public:
    explicit AttentionCard(Session &session, QWidget *parent = nullptr);
    void show(const QList<wire::TrackingDomain> &domains, TimePoint now);

Q_SIGNALS:
    void domainChosen(const QString &name);
    void listRequested();

private:
    struct Row
    {
        QString name;
        Badge *badge;
        WrapButton *show;
        QPushButton *verify;
        QLabel *need;
        QLabel *stake;
    };
    // Rows for these, in place of those that there are.
    void arrange(const QList<wire::TrackingDomain> &first, qsizetype more);
    [[nodiscard]] Row makeRow(const wire::TrackingDomain &domain);
    void fill(Row &row, const wire::TrackingDomain &domain, TimePoint now);
    void verify(const QString &name);

    Session &m_session;
    QVBoxLayout *m_rows;
    QList<Row> m_shown; // those stay where they are, with the focus, as long as they are the same domains
    qsizetype m_more = 0;
    QSet<QString> m_verifying;
    QHash<QString, QString> m_problems; // why a check could not be made
};

} // namespace unmta::ui
