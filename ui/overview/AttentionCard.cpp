#include "overview/AttentionCard.h"

#include "kit/Badge.h"
#include "kit/text/WrapButton.h"
#include "language/EngineText.h"
#include "session/Permit.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/WrapRow.h"

#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostShown = 5;

bool hasEnded(const wire::Certificate &certificate, TimePoint now)
{
    return certificate.notAfter && *certificate.notAfter <= now;
}

// 0: nothing is wrong.
int graveness(const wire::TrackingDomain &domain, TimePoint now)
{
    if (isDowngraded(domain))
        return 3;
    if (domain.status == wire::DomainStatus::Active && hasEnded(domain.certificate, now))
        return 2;
    return needsAttention(domain) ? 1 : 0;
}

} // namespace

QList<wire::TrackingDomain> inNeed(const QList<wire::TrackingDomain> &domains, TimePoint now)
{
    QList<wire::TrackingDomain> found;
    for (const wire::TrackingDomain &domain : domains) {
        if (graveness(domain, now) > 0)
            found.append(domain);
    }
    // Among equals the one with most clicks at stake.
    std::stable_sort(found.begin(), found.end(), [now](const wire::TrackingDomain &a, const wire::TrackingDomain &b) {
        return std::pair(graveness(a, now), a.activity7d.clicks) > std::pair(graveness(b, now), b.activity7d.clicks);
    });
    return found;
}

QString needOf(const wire::TrackingDomain &domain, TimePoint now)
{
    if (isDowngraded(domain))
        return AttentionCard::tr("%1. %2")
            .arg(deadSince(domain, now), domain.lastCheck ? headline(*domain.lastCheck) : QString())
            .trimmed();
    if (hasEnded(domain.certificate, now))
        return AttentionCard::tr("Its certificate ended %1; links by https fail.")
            .arg(relativeTime(*domain.certificate.notAfter, now));
    if (domain.strikes > 0)
        return AttentionCard::tr("%1 After the next failed check its links stop working.")
            .arg(domain.lastCheck ? headline(*domain.lastCheck) : AttentionCard::tr("Its record failed a check."));
    if (domain.certificate.error)
        return AttentionCard::tr("No certificate: %1").arg(engineText(domain.certificate.error->message));
    return AttentionCard::tr("Its certificate cannot be had.");
}

QString stakeOf(const wire::TrackingDomain &domain, TimePoint now)
{
    QStringList facts;
    if (const qint64 clicks = domain.activity7d.clicks; clicks > 0)
        facts << (clicks == 1 ? AttentionCard::tr("1 click in the last 7 days is at stake")
                              : AttentionCard::tr("%1 clicks in the last 7 days are at stake").arg(number(clicks)));
    if (domain.lastCheck)
        facts << AttentionCard::tr("checked %1").arg(relativeTime(domain.lastCheck->at, now));
    return facts.join(u" · "_s);
}

AttentionCard::AttentionCard(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_rows(new QVBoxLayout(this))
{
    setObjectName(u"attentionCard"_s);
    setProperty("role", u"card"_s);
    setAccessibleName(tr("Domains that need somebody"));
    m_rows->setContentsMargins(16, 14, 16, 14);
    m_rows->setSpacing(10);
    hide();
}

void AttentionCard::show(const QList<wire::TrackingDomain> &domains, TimePoint now)
{
    const auto all = inNeed(domains, now);
    const auto first = all.first(std::min(all.size(), mostShown));
    const bool areSame = std::equal(first.begin(), first.end(), m_shown.begin(), m_shown.end(),
                                    [](const auto &domain, const Row &row) { return domain.name == row.name; });
    if (!areSame || all.size() - first.size() != m_more)
        arrange(first, all.size() - first.size());
    const bool isBad = !all.isEmpty() && graveness(all.front(), now) > 1;
    setLook(this, "tone", isBad ? u"bad"_s : u"warning"_s);
    for (qsizetype i = 0; i < first.size(); ++i)
        fill(m_shown[i], first.at(i), now);
    setVisible(!all.isEmpty()); // with what it has: the rows of a card that is seen already come a moment later
}

void AttentionCard::arrange(const QList<wire::TrackingDomain> &first, qsizetype more)
{
    m_shown.clear();
    m_more = more;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // perhaps the one that was clicked
        delete item;
    }
    m_rows->addWidget(label(tr("These need somebody"), u"heading"_s));
    for (const wire::TrackingDomain &domain : first)
        m_shown << makeRow(domain);
    if (more == 0)
        return;
    auto *rest = new QPushButton(tr("Show %1 more").arg(number(more)));
    rest->setObjectName(u"attentionMoreButton"_s);
    rest->setProperty("look", u"link"_s);
    connect(rest, &QPushButton::clicked, this, &AttentionCard::listRequested);
    m_rows->addWidget(rest);
}

AttentionCard::Row AttentionCard::makeRow(const wire::TrackingDomain &domain)
{
    const auto number = QString::number(m_shown.size());
    Row row{domain.name,     new Badge,     new WrapButton(domain.unicodeName),
            new QPushButton, paragraph({}), paragraph({}, u"small"_s)};
    row.show->setObjectName(u"attentionButton"_s + number);
    row.show->setAccessibleName(tr("Show %1").arg(domain.unicodeName));
    row.verify->setObjectName(u"attentionVerifyButton"_s + number);
    row.verify->setProperty("look", u"small"_s);
    row.need->setObjectName(u"attentionNeed"_s + number);
    row.stake->setObjectName(u"attentionStake"_s + number);
    connect(row.show, &QPushButton::clicked, this, [this, name = domain.name] { Q_EMIT domainChosen(name); });
    connect(row.verify, &QPushButton::clicked, this, [this, name = domain.name] { verify(name); });
    permit(m_session, Right::ChangeCluster, {row.verify});
    auto *whole = new QWidget;
    auto *inside = new QVBoxLayout(whole);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(4);
    auto *top = new WrapRow;
    top->add(row.badge);
    top->add(row.show);
    top->addStretch();
    top->add(row.verify);
    inside->addLayout(top);
    inside->addWidget(row.need);
    inside->addWidget(row.stake);
    m_rows->addWidget(whole);
    return row;
}

void AttentionCard::fill(Row &row, const wire::TrackingDomain &domain, TimePoint now)
{
    const bool isVerifying = m_verifying.contains(domain.name);
    const QString problem = m_problems.value(domain.name);
    row.badge->show(statusBadge(domain));
    row.need->setText(problem.isEmpty() ? needOf(domain, now) : problem);
    row.show->setAccessibleDescription(row.need->text());
    row.stake->setText(stakeOf(domain, now));
    row.stake->setToolTip(domain.lastCheck ? exactTime(domain.lastCheck->at) : QString());
    row.stake->setVisible(!row.stake->text().isEmpty());
    // A certificate that cannot be had is no matter of the record.
    row.verify->setVisible(isDowngraded(domain) || domain.strikes > 0);
    row.verify->setText(isVerifying ? tr("Checking…") : tr("Verify Now"));
    row.verify->setAccessibleName(isVerifying ? row.verify->text() : tr("Verify %1 now").arg(domain.unicodeName));
    row.verify->setEnabled(!isVerifying);
}

void AttentionCard::verify(const QString &name)
{
    m_verifying.insert(name);
    m_problems.remove(name);
    const QString cluster = m_session.clusterId();
    m_session.client().verifyDomain(cluster, name, this, [this, cluster, name](const Result<wire::VerifyReply> &reply) {
        m_verifying.remove(name);
        if (cluster != m_session.clusterId())
            return;
        if (reply) {
            wire::TrackingDomain domain = reply->domain;
            domain.lastCheck = reply->check;
            m_session.domains().note({domain}); // the reply may be ahead of the feed
        } else {
            m_problems.insert(name, errorText(reply.error()));
        }
        show(m_session.domains().all(), m_session.now());
    });
    show(m_session.domains().all(), m_session.now());
}

} // namespace unmta::ui
