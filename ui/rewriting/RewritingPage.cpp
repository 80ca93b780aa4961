#include "rewriting/RewritingPage.h"

#include "base/WholeFile.h"
#include "kit/Banner.h"
#include "kit/BusyBar.h"
#include "language/EngineText.h"
#include "rewriting/RewriteInspector.h"
#include "rewriting/RewriteResult.h"
#include "rewriting/RewriteRulesCard.h"
#include "session/Session.h"
#include "support/Scale.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int wideEnough = 760; // for two cards beside each other

QString suggestedName(const RewriteInput &input)
{
    const QFileInfo file(input.name);
    if (input.name.isEmpty())
        return u"rewritten.html"_s;
    const QString ending = file.suffix().isEmpty() ? (input.isHtml ? u"html"_s : u"eml"_s) : file.suffix();
    return u"%1-rewritten.%2"_s.arg(file.completeBaseName(), ending);
}

} // namespace

RewritingPage::RewritingPage(Session &session, QWidget *parent)
    : PageFrame(tr("Rewriting"), {}, parent)
    , m_session(session)
    , m_source(new RewriteSource)
    , m_busy(new BusyBar)
    , m_banner(new Banner)
    , m_result(new RewriteResult)
    , m_inspector(new RewriteInspector(session))
    , m_rules(new RewriteRulesCard(session))
{
    setObjectName(u"rewritingPage"_s);
    setAcceptDrops(true);
    auto *guides = new QPushButton(tr("Guides for mail servers"));
    guides->setObjectName(u"mailGuidesButton"_s);
    guides->setProperty("look", u"small"_s);
    actions()->addWidget(guides);
    connect(guides, &QPushButton::clicked, this, [this] { Q_EMIT helpRequested(u"mail-servers"_s); });
    m_busy->setObjectName(u"rewriteBusyBar"_s);
    m_banner->setObjectName(u"rewriteBanner"_s);
    makeBody();
    connectSession();
    connect(m_source, &RewriteSource::chosen, this, &RewritingPage::take);
    connect(m_source, &RewriteSource::hostChosen, this, &RewritingPage::preview);
    connect(m_rules, &RewriteRulesCard::changed, this, &RewritingPage::preview);
    connect(m_result, &RewriteResult::saveRequested, this, &RewritingPage::save);
    connect(m_banner, &Banner::actionRequested, this, &RewritingPage::preview);
    showHosts();
}

void RewritingPage::makeBody()
{
    column()->setContentsMargins(0, 20, 0, 0);
    column()->itemAt(0)->layout()->setContentsMargins(24, 0, 24, 0);
    m_busy->hide();
    m_result->hide();
    auto *body = new QWidget;
    auto *stack = new QVBoxLayout(body);
    stack->setContentsMargins(24, 0, 24, 24);
    stack->setSpacing(14);
    stack->addWidget(
        paragraph(tr("See what happens to a message before it is sent: which links are tracked, and why."), u"dim"_s));
    stack->addWidget(m_source);
    stack->addWidget(m_busy);
    stack->addWidget(m_banner);
    stack->addWidget(m_result);
    m_cards = new QBoxLayout(QBoxLayout::LeftToRight);
    m_cards->setSpacing(14);
    m_cards->addWidget(m_inspector, 3);
    m_cards->addWidget(m_rules, 2);
    stack->addLayout(m_cards);
    stack->addStretch(1);
    m_area = static_cast<QScrollArea *>(scrolling(body));
    column()->addWidget(m_area, 1);
}

void RewritingPage::connectSession()
{
    const auto refresh = [this] {
        if (isVisible()) // of ten thousand domains each would be another list of names
            showHosts();
    };
    connect(&m_session.domains(), &DomainCache::settled, this, refresh);
    connect(&m_session, &Session::clustersChanged, this, refresh);
    connect(&m_session, &Session::clusterChosen, this, [this] {
        m_rules->load();
        preview();
    });
    connect(&m_session, &Session::onlineChanged, this, [this](bool online) {
        if (!online)
            return;
        if (isVisible())
            m_rules->load();
        if (m_result->isHidden())
            preview();
    });
    connect(&m_session, &Session::changed, this, [this](const wire::Change &change) {
        if (isVisible() && change.kind == ChangeKind::Cluster && change.subject == m_session.clusterId())
            m_rules->load();
    });
}

void RewritingPage::open(const QString &path)
{
    m_source->read(path);
}

void RewritingPage::take(const RewriteInput &input)
{
    m_input = input;
    m_result->hide(); // it is about another message
    m_source->showLoaded(input);
    m_area->verticalScrollBar()->setValue(0);
    preview();
}

void RewritingPage::preview()
{
    if (!m_input || m_session.clusterId().isEmpty())
        return;
    m_banner->hide();
    m_busy->show();
    const QByteArray type = m_input->isHtml ? "text/html" : "message/rfc822";
    m_session.client().previewRewrite(
        m_session.clusterId(), m_input->bytes, type, {}, m_input->isHtml ? QString() : m_source->host(), this,
        [this, asked = ++m_asked](const Result<wire::RewritePreview> &preview) {
            if (asked != m_asked)
                return;
            m_busy->hide();
            if (preview)
                return showPreview(*preview);
            m_result->hide();
            m_banner->show(Tone::Bad,
                           m_session.isOnline() ? errorText(preview.error())
                                                : tr("The message is looked at as soon as the engine "
                                                     "answers again."),
                           tr("Try again"));
        });
}

void RewritingPage::showPreview(const wire::RewritePreview &preview)
{
    m_result->show(m_input->bytes, preview);
    m_result->setVisible(true);
}

void RewritingPage::showHosts()
{
    const wire::Cluster *cluster = m_session.cluster();
    QStringList hosts{cluster ? cluster->trackingHost : QString()};
    for (const wire::TrackingDomain &domain : m_session.domains().all()) {
        if (domain.status == wire::DomainStatus::Active)
            hosts << domain.name;
    }
    std::sort(hosts.begin() + 1, hosts.end());
    if (hosts == m_hosts)
        return;
    m_hosts = hosts;
    const QString before = m_source->host();
    m_source->setHosts(hosts.front(), hosts.mid(1));
    if (m_source->host() != before)
        preview(); // the chosen host is gone
}

void RewritingPage::save()
{
    auto *dialog = new QFileDialog(this, tr("Save result"));
    dialog->setObjectName(u"saveResultDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(suggestedName(*m_input));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || !commitWith(file, m_result->content()))
            return m_banner->show(Tone::Bad, tr("The file could not be written: %1").arg(file.errorString()), {}, true);
        m_banner->show(Tone::Good, tr("Saved as %1.").arg(QFileInfo(path).fileName()), {}, true);
    });
    dialog->open();
}

void RewritingPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    showHosts();
    m_rules->load();
}

void RewritingPage::resizeEvent(QResizeEvent *event)
{
    PageFrame::resizeEvent(event);
    m_cards->setDirection(width() >= scaled(wideEnough, fontMetrics()) ? QBoxLayout::LeftToRight
                                                                       : QBoxLayout::TopToBottom);
}

void RewritingPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!RewriteSource::accepts(*event->mimeData()))
        return;
    event->acceptProposedAction();
    m_source->setDropping(true);
}

void RewritingPage::dragLeaveEvent(QDragLeaveEvent *event)
{
    PageFrame::dragLeaveEvent(event);
    m_source->setDropping(false);
}

void RewritingPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    m_source->take(*event->mimeData());
}

} // namespace unmta::ui
