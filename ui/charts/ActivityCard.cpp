#include "charts/ActivityCard.h"

#include "charts/ActivityChart.h"
#include "charts/ActivityModel.h"
#include "kit/FitTable.h"
#include "kit/MenuButton.h"
#include "kit/choice/Chip.h"
#include "kit/files/SaveDialog.h"
#include "support/Formatting.h"
#include "support/Icons.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QBuffer>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPixmap>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostHourlyDays = 7; // more hours than that are no bars any more

QWidget *key(const QString &tone)
{
    auto *stroke = new QFrame;
    stroke->setProperty("role", u"key"_s);
    stroke->setProperty("tone", tone);
    stroke->setFixedSize(10, 10);
    return stroke;
}

} // namespace

ActivityCard::ActivityCard(QWidget *parent)
    : QFrame(parent)
    , m_periods(new QButtonGroup(this))
    , m_hours(chip(u"hoursButton"_s, tr("Hours"), tr("Show hours instead of days")))
    , m_asTable(chip(u"activityTableButton"_s, tr("Table"), tr("Show the figures as a table")))
    , m_chart(new ActivityChart)
    , m_model(new ActivityModel(this))
    , m_table(new FitTable)
    , m_opens(paragraph({}, u"small"_s))
    , m_clicks(paragraph({}, u"small"_s))
    , m_problem(paragraph({}, u"small"_s))
{
    setObjectName(u"activityCard"_s);
    setProperty("role", u"card"_s);
    m_opens->setObjectName(u"opensTotal"_s);
    m_clicks->setObjectName(u"clicksTotal"_s);
    m_problem->setObjectName(u"activitySaved"_s);
    m_problem->hide();
    m_table->setObjectName(u"activityTable"_s);
    m_table->setAccessibleName(tr("Opens and clicks"));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(ActivityModel::Start, QHeaderView::Stretch);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    m_table->setMaximumHeight(scaled(300, fontMetrics()));
    m_table->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(8);
    makeTop(column);
    column->addWidget(m_chart, 1);
    column->addWidget(m_table, 1);
    auto *sums = new QHBoxLayout;
    sums->setSpacing(6);
    sums->addWidget(key(u"accent"_s), 0, Qt::AlignVCenter);
    sums->addWidget(m_opens, 1);
    sums->addSpacing(8);
    sums->addWidget(key(u"good"_s), 0, Qt::AlignVCenter);
    sums->addWidget(m_clicks, 1);
    column->addLayout(sums);
    column->addWidget(paragraph(tr("Strong: people. Pale, on top of it: programs."), u"small"_s));
    column->addWidget(m_problem);
}

void ActivityCard::makeTop(QVBoxLayout *column)
{
    auto *heading = new QHBoxLayout;
    heading->addWidget(label(tr("Opens and clicks"), u"heading"_s));
    heading->addStretch();
    auto *more = new MenuButton;
    more->setObjectName(u"activityMenuButton"_s);
    more->setAccessibleName(tr("Export the chart"));
    more->setToolTip(tr("Export the chart"));
    more->setProperty("look", u"icon"_s);
    more->setIcon(icon(u"more"_s));
    QAction *asPicture = more->choices()->addAction(tr("Save as picture (PNG)…"));
    asPicture->setObjectName(u"saveChartPictureAction"_s);
    connect(asPicture, &QAction::triggered, this, [this] { save(tr("Save the chart"), u"png"_s, picture()); });
    QAction *asFigures = more->choices()->addAction(tr("Save the figures (CSV)…"));
    asFigures->setObjectName(u"saveChartFiguresAction"_s);
    connect(asFigures, &QAction::triggered, this,
            [this] { save(tr("Save the figures"), u"csv"_s, activityAsCsv(m_steps)); });
    heading->addWidget(more);
    column->addLayout(heading);

    auto *choices = new WrapRow;
    choices->setSpacing(2);
    m_periods->setExclusive(true);
    for (const int days : {1, 7, 30, 90}) {
        const QString text = days == 1 ? tr("24 hours") : tr("%1 days").arg(days);
        QPushButton *period = chip(u"days%1Button"_s.arg(days), text, tr("Show %1").arg(text));
        m_periods->addButton(period, days);
        choices->add(period);
    }
    m_periods->button(m_period.days)->setChecked(true);
    choices->addStretch();
    choices->add(m_hours);
    choices->add(m_asTable);
    column->addLayout(choices);
    connect(m_periods, &QButtonGroup::idClicked, this, [this](int days) {
        const bool wasChosen = m_hours->isChecked() && m_period.days > 1;
        choose({days, days == 1 || (wasChosen && days <= mostHourlyDays)});
    });
    connect(m_hours, &QPushButton::clicked, this, [this](bool hours) { choose({m_period.days, hours}); });
    connect(m_asTable, &QPushButton::toggled, this, &ActivityCard::showTable);
}

void ActivityCard::setPeriod(const Period &period)
{
    m_period = period;
    if (QAbstractButton *button = m_periods->button(period.days))
        button->setChecked(true);
    // A day has no days.
    m_hours->setEnabled(period.days > 1 && period.days <= mostHourlyDays);
    m_hours->setToolTip(period.days > mostHourlyDays ? tr("Hours are shown for up to %1 days.").arg(mostHourlyDays)
                                                     : QString());
    m_hours->setChecked(period.isHourly);
}

void ActivityCard::choose(const Period &period)
{
    const bool isNew = period != m_period;
    setPeriod(period);
    if (isNew)
        Q_EMIT periodChosen(period);
}

void ActivityCard::show(const QList<wire::ActivityBucket> &steps)
{
    m_steps = steps;
    const wire::ActivityBucket sum = sumOf(steps);
    m_opens->setText(tr("Opens %1 (people %2)").arg(number(sum.opens), number(sum.opensByPeople)));
    m_clicks->setText(tr("Clicks %1 (people %2)").arg(number(sum.clicks), number(sum.clicksByPeople)));
    m_chart->show(steps, m_period.isHourly);
    m_model->show(steps, m_period.isHourly);
}

void ActivityCard::showTable(bool asTable)
{
    m_chart->setVisible(!asTable);
    m_table->setVisible(asTable);
    if (asTable)
        m_table->setFocus();
}

// Twice as large as on the screen, so that it is sharp on paper.
QByteArray ActivityCard::picture() const
{
    constexpr int times = 2;
    const QSize size = m_chart->isVisible() ? m_chart->size() : m_chart->sizeHint();
    m_chart->resize(size);
    QPixmap drawn(size * times);
    drawn.setDevicePixelRatio(times);
    drawn.fill(palette().color(QPalette::Base));
    m_chart->render(&drawn, {}, {}, QWidget::DrawChildren);
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    drawn.save(&buffer, "PNG");
    return png;
}

void ActivityCard::save(const QString &title, const QString &suffix, const QByteArray &content)
{
    const QString stem = m_subject.isEmpty() ? u"activity"_s : u"activity-"_s + m_subject;
    openSave({title, stem + u'.' + suffix, content}, this, [this](bool isWritten, const QString &told) {
        setRole(m_problem, isWritten ? u"small"_s : u"errorSmall"_s);
        m_problem->setText(told);
        m_problem->show();
    });
}

} // namespace unmta::ui
