#include "domain/DowngradedCard.h"

#include "kit/text/ValueField.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/Words.h"
#include "support/WrapRow.h"

#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QString meaningOf(const wire::TrackingDomain &domain)
{
    const bool isClaimed = domain.lastCheck && domain.lastCheck->code == u"claimed_elsewhere";
    return isClaimed ? DowngradedCard::tr("Another cluster verified this host and serves it now. Links in mail that "
                                          "this cluster sent do not work, and its opens are not counted.")
                     : DowngradedCard::tr("Links in mail that was sent do not work, and opens are not counted. All of "
                                          "it works again as soon as the record below is found.");
}

} // namespace

DowngradedCard::DowngradedCard(QWidget *parent)
    : QFrame(parent)
    , m_title(paragraph({}, u"errorHeading"_s))
    , m_meaning(paragraph({}))
    , m_then(new ValueField)
    , m_thenWhen(paragraph({}, u"small"_s))
    , m_now(new ValueField)
    , m_nothingNow(label(tr("no record"), u"strong"_s))
    , m_nowWhen(paragraph({}, u"small"_s))
{
    setObjectName(u"downgradedCard"_s);
    setProperty("role", u"card"_s);
    setProperty("tone", u"bad"_s);
    m_title->setObjectName(u"downgradedTitle"_s);
    m_meaning->setObjectName(u"downgradedMeaning"_s);
    m_then->setObjectName(u"thenField"_s);
    m_then->setAccessibleName(tr("Value while it was active"));
    m_now->setObjectName(u"nowField"_s);
    m_now->setAccessibleName(tr("Value now"));
    m_nothingNow->setObjectName(u"nowNothing"_s);
    m_thenWhen->setObjectName(u"thenWhen"_s);
    auto *thenName = label(tr("Then"), u"dim"_s);
    auto *nowName = label(tr("Now"), u"dim"_s);
    const int widest = std::max(thenName->sizeHint().width(), nowName->sizeHint().width());
    const auto lineOf = [this, widest](QLabel *name, const QList<QWidget *> &values, QLabel *when) {
        auto *line = new WrapRow;
        name->setMinimumWidth(widest); // the values stand beneath each other
        line->add(name);
        for (QWidget *value : values)
            line->add(value);
        line->add(when, scaled(120, fontMetrics()));
        return line;
    };
    auto *compare = new QVBoxLayout;
    compare->setSpacing(4);
    compare->addLayout(lineOf(thenName, {m_then}, m_thenWhen));
    compare->addLayout(lineOf(nowName, {m_now, m_nothingNow}, m_nowWhen));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(m_meaning);
    column->addLayout(compare);
}

void DowngradedCard::show(const wire::TrackingDomain &domain, std::optional<TimePoint> rightUntil, TimePoint now)
{
    m_title->setText(deadSince(domain, now));
    m_title->setToolTip(domain.downgradedAt ? exactTime(*domain.downgradedAt) : QString());
    m_meaning->setText(meaningOf(domain));
    m_then->setValue(domain.record.value);
    m_thenWhen->setText(rightUntil ? tr("until %1").arg(dayAndTime(*rightUntil, now)) : QString());
    const QString found = domain.lastCheck ? domain.lastCheck->found : QString();
    m_now->setValue(found);
    m_now->setVisible(!found.isEmpty());
    const bool isUnknown = !domain.lastCheck || domain.lastCheck->outcome == wire::CheckOutcome::Unknown;
    m_nothingNow->setText(isUnknown ? tr("not known") : tr("no record"));
    m_nothingNow->setVisible(found.isEmpty());
    m_nowWhen->setText(domain.lastCheck ? tr("checked %1").arg(relativeTime(domain.lastCheck->at, now)) : QString());
}

} // namespace unmta::ui
