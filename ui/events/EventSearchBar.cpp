#include "events/EventSearchBar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int restMs = 300;
// Of the choices by time, in their order; 0: ever.
constexpr int hoursWithin[]{0, 1, 24, 7 * 24, 30 * 24};

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

EventSearchBar::EventSearchBar(QWidget *parent)
    : QWidget(parent)
    , m_field(choice(u"eventFieldBox"_s, tr("Search in"),
                     {tr("Recipient"), tr("Message-ID"), tr("Link"), tr("Tracking host")}))
    , m_text(new QLineEdit)
    , m_who(choice(u"eventWhoBox"_s, tr("By whom"), {tr("Everybody"), tr("People"), tr("Programs")}))
    , m_within(choice(u"eventWithinBox"_s, tr("When"),
                      {tr("Any time"), tr("Last hour"), tr("Last 24 hours"), tr("Last 7 days"), tr("Last 30 days")}))
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
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 6, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_field);
    row->addWidget(m_text, 1);
    row->addWidget(m_who);
    row->addWidget(m_within);
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
    connect(m_within, &QComboBox::currentIndexChanged, this, changeNow);
}

EventQuery EventSearchBar::query() const
{
    EventQuery query;
    query.who = static_cast<EventQuery::Who>(m_who->currentIndex());
    query.field = static_cast<EventQuery::Field>(m_field->currentIndex());
    query.text = m_text->text().trimmed();
    if (const int hours = hoursWithin[m_within->currentIndex()]; hours > 0)
        query.within = std::chrono::hours(hours);
    return query;
}

void EventSearchBar::search(EventQuery::Field field, const QString &text)
{
    {
        const QSignalBlocker noField(m_field);
        m_field->setCurrentIndex(static_cast<int>(field));
    }
    m_text->setText(text);
    m_rest.stop();
    Q_EMIT changed();
}

void EventSearchBar::clear()
{
    {
        const QSignalBlocker noWho(m_who);
        const QSignalBlocker noTime(m_within);
        m_who->setCurrentIndex(0);
        m_within->setCurrentIndex(0);
    }
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
