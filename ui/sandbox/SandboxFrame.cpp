#include "sandbox/SandboxFrame.h"

#include "kit/Labels.h"
#include "sandbox/tour/SandboxTour.h"
#include "session/Session.h"
#include "support/Formatting.h"
#include "support/Scale.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int secondMs = 1000;

} // namespace

SandboxFrame::SandboxFrame(Session &session, QWidget *content, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_line(new QFrame)
    , m_words(label({}, u"strong"_s))
    , m_time(label({}))
    , m_begin(new QPushButton(tr("Guided tour")))
    , m_tour(new SandboxTour(session))
{
    setObjectName(u"sandboxFrame"_s);
    m_line->setObjectName(u"sandboxLine"_s);
    m_time->setObjectName(u"sandboxClock"_s);
    m_begin->setObjectName(u"beginTourButton"_s);
    m_begin->setProperty("look", u"small"_s);
    m_words->setObjectName(u"sandboxWords"_s);
    showWords();
    auto *row = new QHBoxLayout(m_line);
    row->setContentsMargins(14, 4, 12, 4);
    row->setSpacing(12);
    row->addWidget(m_words, 1);
    row->addWidget(m_time);
    row->addWidget(m_begin);
    m_line->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_line);
    column->addWidget(content, 1);
    column->addWidget(m_tour);

    m_second.setInterval(secondMs);
    connect(&m_second, &QTimer::timeout, this, &SandboxFrame::showTime);
    connect(m_begin, &QPushButton::clicked, this, [this] {
        m_tour->begin();
        m_begin->hide();
    });
    connect(m_tour, &SandboxTour::left, this, [this] {
        m_begin->show();
        m_begin->setFocus();
    });
    connect(&session, &Session::serverChanged, this, &SandboxFrame::showSandbox);
    connect(&session.domains(), &DomainCache::stateChanged, this, &SandboxFrame::offerTour);
}

void SandboxFrame::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    showWords();
}

// One line, whatever the width: in large letters and a small window the word alone, and the time without its day.
void SandboxFrame::showWords()
{
    const QString all = tr("Sandbox: a rehearsal. Nothing here reaches anybody.");
    const int others = m_begin->sizeHint().width() + fontMetrics().horizontalAdvance(exactTime(m_session.now()));
    QFont strong = font();
    strong.setBold(true);
    m_isNarrow = QFontMetrics(strong).horizontalAdvance(all) + others + scaled(70, fontMetrics()) > width();
    m_words->setText(m_isNarrow ? tr("Sandbox") : all);
    m_words->setAccessibleName(all);
    showTime();
}

void SandboxFrame::showSandbox()
{
    const bool isSandbox = m_session.hasCapability(u"sandbox"_s);
    showTime();
    if (std::exchange(m_isSandbox, isSandbox) == isSandbox)
        return;
    setLook(this, "sandbox", isSandbox);
    // A frame looks at the width of its border when it is told that its style is another.
    QEvent restyled(QEvent::StyleChange);
    QCoreApplication::sendEvent(this, &restyled);
    m_line->setVisible(isSandbox);
    if (isSandbox)
        m_second.start();
    else
        m_second.stop();
    offerTour();
    Q_EMIT sandboxChanged();
}

void SandboxFrame::showTime()
{
    m_time->setText(m_isNarrow ? clockTime(m_session.now()) : exactTime(m_session.now()));
}

// An empty sandbox is somebody's first one.
void SandboxFrame::offerTour()
{
    const DomainCache &domains = m_session.domains();
    if (!m_isSandbox || m_isOffered || domains.state() != DomainCache::State::Ready)
        return;
    m_isOffered = true;
    if (domains.all().isEmpty()) {
        m_tour->begin();
        m_begin->hide();
    }
}

} // namespace unmta::ui
