#include "events/EventSearchBar.h"

#include "kit/choice/DayRange.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QComboBox>
#include <QDateTime>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>
#include <utility>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int restMs = 300;
// Of the choices by time, in their order; 0: ever.
constexpr int hoursWithin[]{0, 1, 24, 7 * 24, 30 * 24, 90 * 24};
constexpr int chosenDays = int(std::size(hoursWithin)); // the choice behind them
constexpr int daysAtFirst = 7;

QDate dayOf(TimePoint time)
{
    return QDateTime::fromMSecsSinceEpoch(toUnixMs(time)).date();
}

QComboBox *choice(const QString &objectName, const QString &accessibleName, const QStringList &items)
{
    auto *box = new QComboBox;
    box->setObjectName(objectName);
    box->setAccessibleName(accessibleName);
    box->addItems(items);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

} // namespace

EventSearchBar::EventSearchBar(std::function<TimePoint()> now, QWidget *parent)
    : QWidget(parent)
    , m_field(choice(u"eventFieldBox"_s, tr("Search in"),
                     {tr("Recipient"), tr("Message-ID"), tr("Link"), tr("Tracking host")}))
    , m_text(new QLineEdit)
    , m_who(choice(u"eventWhoBox"_s, tr("By whom"), {tr("Everybody"), tr("People"), tr("Programs")}))
    , m_within(choice(u"eventWithinBox"_s, tr("When"),
                      {tr("Any time"), tr("Last hour"), tr("Last 24 hours"), tr("Last 7 days"), tr("Last 30 days"),
                       tr("Last 90 days"), tr("From day to day")}))
    , m_days(new DayRange)
    , m_now(std::move(now))
    , m_alsoRow(new QWidget)
{
    m_text->setObjectName(u"eventFilterEdit"_s);
    m_text->setClearButtonEnabled(true);
    m_text->setAccessibleName(tr("Search the events"));
    const auto showHint = [this] {
        const QStringList hints{tr("Whole address, such as ann@example.com"), tr("Whole id, such as 1234@example.com"),
                                tr("Destination, or the link's name"), tr("Such as track.example.com")};
        m_text->setPlaceholderText(hints.value(m_field->currentIndex()));
    };
    showHint();
    auto *row = new WrapRow;
    row->add(m_field);
    row->add(m_text, scaled(320, fontMetrics())); // its hint is a sentence
    row->add(m_who);
    row->add(m_within);
    row->add(m_days);
    m_days->setObjectName(u"eventDays"_s);
    m_days->hide();
    m_alsoRow->setObjectName(u"alsoRow"_s);
    new WrapRow(m_alsoRow);
    m_alsoRow->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->setSpacing(6);
    column->addLayout(row);
    column->addWidget(m_alsoRow);
    m_rest.setSingleShot(true);
    m_rest.setInterval(restMs);
    const auto changeNow = [this] {
        m_rest.stop();
        Q_EMIT changed();
    };
    connect(&m_rest, &QTimer::timeout, this, &EventSearchBar::changed);
    connect(m_text, &QLineEdit::textChanged, &m_rest, qOverload<>(&QTimer::start));
    connect(m_text, &QLineEdit::returnPressed, this, changeNow);
    connect(m_field, &QComboBox::currentIndexChanged, this, [this, showHint, changeNow] {
        showHint();
        if (!m_text->text().isEmpty())
            changeNow();
    });
    connect(m_who, &QComboBox::currentIndexChanged, this, changeNow);
    connect(m_within, &QComboBox::currentIndexChanged, this, [this, changeNow] {
        showDays();
        changeNow();
    });
    connect(m_days, &DayRange::changed, this, changeNow);
}

EventQuery EventSearchBar::query() const
{
    EventQuery query;
    query.who = static_cast<EventQuery::Who>(m_who->currentIndex());
    query.field = static_cast<EventQuery::Field>(m_field->currentIndex());
    query.text = m_text->text().trimmed();
    query.also = m_also;
    // What is typed now is meant.
    query.also.removeIf([&query](const auto &each) { return each.first == query.field; });
    if (m_within->currentIndex() == chosenDays)
        query.span = m_days->span();
    else if (const int hours = hoursWithin[m_within->currentIndex()]; hours > 0)
        query.within = std::chrono::hours(hours);
    return query;
}

void EventSearchBar::showDays()
{
    const bool isWanted = m_within->currentIndex() == chosenDays;
    if (isWanted && m_days->isHidden()) {
        const QDate today = dayOf(m_now());
        m_days->set(today.addDays(1 - daysAtFirst), today);
    }
    m_days->setVisible(isWanted);
}

void EventSearchBar::search(EventQuery::Field field, const QString &text)
{
    m_also.clear();
    showAlso();
    {
        const QSignalBlocker noField(m_field);
        m_field->setCurrentIndex(static_cast<int>(field));
    }
    m_text->setText(text);
    m_rest.stop();
    Q_EMIT changed();
}

void EventSearchBar::set(const EventQuery &query)
{
    {
        const QSignalBlocker noWho(m_who);
        const QSignalBlocker noTime(m_within);
        const QSignalBlocker noField(m_field);
        m_who->setCurrentIndex(int(query.who));
        const auto hours = query.within ? int(query.within->count()) : 0;
        m_within->setCurrentIndex(
            query.span ? chosenDays
                       : int(std::find(std::begin(hoursWithin), std::end(hoursWithin), hours) - hoursWithin));
        m_field->setCurrentIndex(int(query.field));
    }
    showDays();
    if (query.span)
        m_days->set(dayOf(query.span->first), dayOf(query.span->second - Millis(1)));
    m_text->setText(query.text);
    m_also = query.also;
    showAlso();
    m_rest.stop();
    Q_EMIT changed();
}

void EventSearchBar::showAlso()
{
    qDeleteAll(m_alsoRow->findChildren<QPushButton *>(Qt::FindDirectChildrenOnly));
    auto *row = static_cast<WrapRow *>(m_alsoRow->layout());
    while (QLayoutItem *item = row->takeAt(0))
        delete item;
    for (const auto &[field, text] : std::as_const(m_also)) {
        const QString name = m_field->itemText(int(field));
        auto *chip = new QPushButton(
            tr("%1: %2").arg(name, fontMetrics().elidedText(text, Qt::ElideMiddle, width() / 2)) + u" ×"_s);
        chip->setObjectName(u"alsoButton"_s);
        chip->setAccessibleName(tr("Do not ask for %1 %2 any more").arg(name, text));
        chip->setToolTip(plainTip(chip->accessibleName()));
        chip->setProperty("look", u"small"_s);
        row->add(chip);
        // After its click it is still needed for a moment.
        connect(chip, &QPushButton::clicked, this, [this, field = field] {
            m_also.removeIf([field](const auto &each) { return each.first == field; });
            m_text->setFocus(Qt::OtherFocusReason);
            QTimer::singleShot(0, this, &EventSearchBar::showAlso);
            Q_EMIT changed();
        });
    }
    m_alsoRow->setVisible(!m_also.isEmpty());
}

void EventSearchBar::clear()
{
    {
        const QSignalBlocker noWho(m_who);
        const QSignalBlocker noTime(m_within);
        m_who->setCurrentIndex(0);
        m_within->setCurrentIndex(0);
    }
    showDays();
    search(static_cast<EventQuery::Field>(m_field->currentIndex()), {});
}

void EventSearchBar::focusText()
{
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

QString EventSearchBar::fieldName() const
{
    return m_field->currentText();
}

} // namespace unmta::ui
