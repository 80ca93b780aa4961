#include "sandbox/tour/SandboxTour.h"

#include "kit/Labels.h"
#include "session/Session.h"
#include "support/Formatting.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

SandboxTour::SandboxTour(Session &session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_count(label({}, u"small"_s))
    , m_title(label({}, u"heading"_s))
    , m_text(paragraph({}))
    , m_there(new QPushButton(tr("Take me there")))
    , m_leave(new QPushButton(tr("Leave the tour")))
{
    setObjectName(u"sandboxTour"_s);
    setAccessibleName(tr("Guided tour"));
    setProperty("role", u"tour"_s);
    m_count->setObjectName(u"tourCount"_s);
    m_title->setObjectName(u"tourTitle"_s);
    m_title->setWordWrap(true);
    m_text->setObjectName(u"tourText"_s);
    m_there->setObjectName(u"tourThereButton"_s);
    m_leave->setObjectName(u"leaveTourButton"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_count);
    words->addWidget(m_title);
    words->addWidget(m_text);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(m_there);
    buttons->addWidget(m_leave);
    buttons->addStretch(1);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 10, 24, 12);
    row->setSpacing(16);
    row->addLayout(words, 1);
    row->addLayout(buttons);
    hide();

    connect(m_there, &QPushButton::clicked, this, &SandboxTour::takeThere);
    connect(m_leave, &QPushButton::clicked, this, &SandboxTour::leave);
    connect(&session.domains(), &DomainCache::changed, this, &SandboxTour::look);
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (change.kind == ChangeKind::DnsRecord)
            lookAtRecords();
        if (change.kind == ChangeKind::Activity)
            m_hasEvents = m_hasEvents || m_story.step() >= 4; // played before that, they are no part of it
        look();
    });
}

void SandboxTour::begin()
{
    m_story = TourStory();
    m_name.clear();
    m_hasEvents = false;
    m_isPublished.reset();
    m_isUnderWay = true;
    lookAtRecords();
    look();
    showStep();
}

void SandboxTour::leave()
{
    m_isUnderWay = false;
    hide();
    Q_EMIT left();
}

void SandboxTour::lookAtRecords()
{
    if (!m_isUnderWay)
        return;
    m_session.client().dnsRecords(this, [this](const Result<QList<wire::DnsRecord>> &records) {
        const auto domain = m_session.domains().find(m_name);
        if (!records || !domain)
            return;
        m_isPublished = std::any_of(records->begin(), records->end(), [&domain](const wire::DnsRecord &record) {
            return record.name == domain->record.name && record.type == domain->record.type &&
                   record.value == domain->record.value;
        });
        look();
    });
}

void SandboxTour::look()
{
    if (!m_isUnderWay)
        return;
    const auto &all = m_session.domains().all();
    if (m_name.isEmpty() || !m_session.domains().find(m_name)) {
        const auto newest = std::max_element(all.begin(), all.end(),
                                             [](const auto &a, const auto &b) { return a.createdAt < b.createdAt; });
        if (newest == all.end())
            return;
        m_name = newest->name;
        lookAtRecords();
    }
    if (!m_story.learn({m_session.domains().find(m_name), m_isPublished, m_hasEvents}))
        return;
    showStep();
    // What is known of the record may be older than the step that is about it.
    m_isPublished.reset();
    lookAtRecords();
}

void SandboxTour::showStep()
{
    const TourStep step = TourStory::textOf(m_story.step(), m_name);
    m_count->setText(m_story.isOver() ? tr("Guided tour")
                                      : tr("Guided tour, step %1 of %2").arg(m_story.step()).arg(TourStory::steps));
    m_title->setText(step.title);
    m_text->setText(step.text);
    m_leave->setText(m_story.isOver() ? tr("Close") : tr("Leave the tour"));
    showRoom();
    setVisible(true);
}

void SandboxTour::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    showRoom();
}

// In large letters and a small window the page needs the room: what is to be done is said, without a title.
void SandboxTour::showRoom()
{
    constexpr int fewLines = 26;
    const bool isShort = window()->height() < fewLines * fontMetrics().height();
    m_count->setVisible(!isShort);
    m_title->setVisible(!isShort);
    m_text->setToolTip(isShort ? plainTip(m_title->text()) : QString());
    m_title->setAccessibleDescription(m_text->text());
}

void SandboxTour::takeThere()
{
    const TourPlace place = TourStory::textOf(m_story.step(), m_name).place;
    if (place == TourPlace::AddDomain)
        Q_EMIT addRequested();
    else if (place == TourPlace::Domain)
        Q_EMIT domainRequested(m_name);
    else
        Q_EMIT partRequested(place);
}

} // namespace unmta::ui
