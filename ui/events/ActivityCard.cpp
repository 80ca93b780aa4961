#include "events/ActivityCard.h"

#include "events/ActivityChart.h"
#include "support/Formatting.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QWidget *key(const QString &tone)
{
    auto *stroke = new QFrame;
    stroke->setProperty("role", u"key"_s);
    stroke->setProperty("tone", tone);
    stroke->setFixedSize(10, 3);
    return stroke;
}

} // namespace

ActivityCard::ActivityCard(QWidget *parent)
    : QFrame(parent)
    , m_periods(new QButtonGroup(this))
    , m_chart(new ActivityChart)
    , m_opens(label({}, u"small"_s))
    , m_clicks(label({}, u"small"_s))
{
    setObjectName(u"activityCard"_s);
    setProperty("role", u"card"_s);
    m_opens->setObjectName(u"opensTotal"_s);
    m_clicks->setObjectName(u"clicksTotal"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(8);
    auto *top = new QHBoxLayout;
    top->setSpacing(2);
    top->addWidget(label(tr("Opens and clicks"), u"heading"_s));
    top->addStretch();
    for (const int days : {7, 30, 90}) {
        auto *period = new QPushButton(tr("%1 days").arg(days));
        period->setObjectName(u"days%1Button"_s.arg(days));
        period->setAccessibleName(tr("Show %1 days").arg(days));
        period->setProperty("look", u"chip"_s);
        period->setCheckable(true);
        m_periods->addButton(period, days);
        top->addWidget(period);
    }
    m_periods->setExclusive(true);
    chooseDays(7);
    auto *sums = new QHBoxLayout;
    sums->setSpacing(6);
    sums->addWidget(key(u"accent"_s));
    sums->addWidget(m_opens);
    sums->addSpacing(8);
    sums->addWidget(key(u"good"_s));
    sums->addWidget(m_clicks);
    sums->addStretch();
    column->addLayout(top);
    column->addWidget(m_chart, 1);
    column->addLayout(sums);
    connect(m_periods, &QButtonGroup::idClicked, this, &ActivityCard::daysChosen);
}

void ActivityCard::show(const QList<wire::ActivityBucket> &days)
{
    wire::ActivityBucket sum;
    for (const wire::ActivityBucket &day : days) {
        sum.opens += day.opens;
        sum.clicks += day.clicks;
        sum.opensByPeople += day.opensByPeople;
        sum.clicksByPeople += day.clicksByPeople;
    }
    m_opens->setText(tr("Opens %1 (people %2)").arg(number(sum.opens), number(sum.opensByPeople)));
    m_clicks->setText(tr("Clicks %1 (people %2)").arg(number(sum.clicks), number(sum.clicksByPeople)));
    m_chart->show(days);
}

void ActivityCard::chooseDays(int days)
{
    if (QAbstractButton *button = m_periods->button(days))
        button->setChecked(true);
}

} // namespace unmta::ui
