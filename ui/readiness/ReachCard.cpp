#include "readiness/ReachCard.h"

#include "kit/Badge.h"
#include "language/EngineText.h"
#include "readiness/Reach.h"
#include "readiness/ReadinessWatch.h"
#include "readiness/ReadinessWords.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

ReachCard::ReachCard(ReadinessWatch &watch, QWidget *parent)
    : QFrame(parent)
    , m_watch(watch)
    , m_title(paragraph({}, u"strong"_s))
    , m_rows(new QGridLayout)
{
    setObjectName(u"reachCard"_s);
    setProperty("role", u"card"_s);
    setProperty("tone", u"warning"_s);
    m_title->setObjectName(u"reachTitle"_s);
    auto *setup = new QPushButton(tr("Show the setup"));
    setup->setObjectName(u"reachSetupButton"_s);
    setup->setAccessibleName(tr("Show the setup, where it is done"));
    setup->setProperty("look", u"small"_s);
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_title, 1);
    top->addWidget(setup, 0, Qt::AlignTop);
    m_rows->setHorizontalSpacing(12);
    m_rows->setVerticalSpacing(6);
    m_rows->setColumnStretch(1, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(8);
    column->addLayout(top);
    column->addLayout(m_rows);
    connect(setup, &QPushButton::clicked, this, &ReachCard::setupRequested);
    hide();
}

void ReachCard::show(const wire::TrackingDomain &domain)
{
    const bool isWanted = domain.status == wire::DomainStatus::Active && m_watch.isWanted();
    const auto missing = isWanted ? missingOnTheWay(*m_watch.readiness()) : QList<wire::ReadinessCheck>();
    setVisible(!missing.isEmpty());
    if (missing.isEmpty())
        return;
    m_title->setText(isOutOfReach(domain, m_watch.obstacles())
                         ? tr("The record of %1 is right, but recipients do not get here yet:").arg(domain.unicodeName)
                         : tr("Links of %1 work as far as it is known. Not everything on their way is in order:")
                               .arg(domain.unicodeName));
    if (missing != m_shown)
        fill(missing);
}

void ReachCard::fill(const QList<wire::ReadinessCheck> &missing)
{
    m_shown = missing;
    while (QLayoutItem *item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int row = 0; row < missing.size(); ++row) {
        const wire::ReadinessCheck &check = missing.at(row);
        auto *badge = new Badge;
        badge->show(stepBadge(check, false));
        auto *words = paragraph(tr("%1: %2").arg(stepTitle(check.id), engineText(check.sentence)));
        words->setObjectName(u"reachLine_"_s + check.id);
        m_rows->addWidget(badge, row, 0, Qt::AlignTop);
        m_rows->addWidget(words, row, 1);
    }
}

} // namespace unmta::ui
