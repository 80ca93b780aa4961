#include "settings/SettingsPage.h"

#include "base/AllSettings.h"
#include "base/WholeFile.h"
#include "kit/Banner.h"
#include "kit/Labels.h"
#include "kit/StateView.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "settings/AppearanceCard.h"
#include "settings/FieldCheck.h"
#include "settings/SettingsForm.h"
#include "settings/SettingsTrialBox.h"
#include "settings/TokenCard.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

SettingsPage::SettingsPage(Session &session, Scheme scheme, const QString &language, QWidget *parent)
    : PageFrame(tr("Settings"), {}, parent)
    , m_session(session)
    , m_banner(new Banner)
    , m_discard(new QPushButton(tr("Discard")))
    , m_save(new QPushButton(tr("Save changes")))
    , m_form(new SettingsForm)
    , m_tokens(new TokenCard(session))
{
    m_banner->setObjectName(u"settingsBanner"_s);
    m_save->setObjectName(u"saveSettingsButton"_s);
    m_save->setProperty("look", u"primary"_s);
    m_save->setEnabled(false);
    m_discard->setObjectName(u"discardSettingsButton"_s);
    m_discard->setAccessibleName(tr("Discard the changes"));
    m_discard->setEnabled(false);
    actions()->addWidget(m_discard);
    actions()->addWidget(m_save);

    auto *body = new QWidget;
    auto *stack = new QVBoxLayout(body);
    m_stack = stack;
    scrollToTheEdges(*body);
    stack->setSpacing(14);
    stack->addWidget(m_banner);
    auto *appearance = new AppearanceCard(scheme, language);
    connect(appearance, &AppearanceCard::schemeChosen, this, &SettingsPage::schemeChosen);
    connect(appearance, &AppearanceCard::languageChosen, this, &SettingsPage::languageChosen);
    stack->addWidget(appearance);
    stack->addWidget(makeEngine());
    stack->addWidget(m_form);
    stack->addWidget(m_tokens);
    stack->addStretch(1);
    m_area = qobject_cast<QScrollArea *>(scrolling(body));
    m_view = new StateView(m_area);
    m_view->showLoading();
    column()->addWidget(m_view, 1);

    addTrials();

    connect(m_save, &QPushButton::clicked, this, [this] { save(); });
    connect(m_discard, &QPushButton::clicked, this, &SettingsPage::discard);
    connect(m_form, &SettingsForm::edited, this, &SettingsPage::showChanges);
    connect(m_view, &StateView::retryRequested, this, [this] {
        m_session.retryNow();
        load();
    });
    connect(&session, &Session::serverChanged, this, &SettingsPage::showEngine);
    connect(&session, &Session::changed, this, [this](const wire::Change &change) {
        if (isVisible() && (change.kind == ChangeKind::Settings || change.kind == ChangeKind::Token))
            load();
    });
}

// Each sends what is typed in its own card, and where it says something about that, the authority's network.
void SettingsPage::addTrials()
{
    const auto add = [this](SettingGroup group, const TrialKind &trial, const QStringList &prefixes) {
        const auto changes = [this, prefixes] {
            wire::Settings mine = m_form->changes();
            mine.removeIf([&prefixes](const auto &change) {
                return std::none_of(prefixes.begin(), prefixes.end(),
                                    [&change](const QString &prefix) { return change.key().startsWith(prefix); });
            });
            return mine;
        };
        m_form->addBelow(group, new SettingsTrialBox(m_session, trial, changes,
                                                     [this](const Error &error) { return m_form->refuse(error); }));
    };
    add(SettingGroup::Mail,
        {u"mail"_s, u"notices"_s, tr("Send a test mail"), tr("The mail is handed to the relay…"), true},
        {u"smtp."_s, u"notify."_s});
    add(SettingGroup::Monitoring,
        {u"resolver"_s, u"resolver"_s, tr("Test the resolvers"), tr("Each resolver is asked…"), false}, {u"dns."_s});
    add(SettingGroup::Certificates,
        {u"authority"_s, u"authority"_s, tr("Test the authority"), tr("The authority's directory is read…"), false},
        {u"acme."_s, u"certificates."_s, u"outbound."_s});
}

QWidget *SettingsPage::makeEngine()
{
    auto *card = new Card(tr("Engine"));
    m_engine = paragraph({}, u"dim"_s);
    m_engine->setObjectName(u"engineFacts"_s);
    m_exportRoot = new QPushButton(tr("Save the internal root certificate…"));
    m_exportRoot->setObjectName(u"exportRootButton"_s);
    m_exportRoot->setProperty("look", u"small"_s);
    m_exportRoot->hide();
    card->body()->addWidget(m_engine);
    auto *row = new QHBoxLayout;
    row->addWidget(m_exportRoot);
    row->addStretch();
    card->body()->addLayout(row);
    connect(m_exportRoot, &QPushButton::clicked, this, [this] {
        auto *dialog = new QFileDialog(this, tr("Save the internal root certificate"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->selectFile(u"unmta-root.pem"_s);
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
            QSaveFile file(path);
            const QByteArray pem = m_session.server()->internalRoot.value_or(QString()).toUtf8();
            if (!file.open(QIODevice::WriteOnly) || !commitWith(file, pem))
                m_banner->show(Tone::Bad, tr("The file could not be written: %1").arg(file.errorString()), {}, true);
        });
        dialog->open();
    });
    return card;
}

void SettingsPage::showEngine()
{
    const auto &server = m_session.server();
    if (!server)
        return;
    QStringList lines{tr("Version %1, installation %2").arg(server->version, server->node)};
    if (!server->targetZone.isEmpty())
        lines << tr("Targets are issued under %1").arg(server->targetZone);
    for (const wire::Listener &listener : server->listeners)
        lines << (listener.port > 0
                      ? tr("Listens for %1 on %2, port %3").arg(listener.kind, listener.address).arg(listener.port)
                      : tr("Local socket %1").arg(listener.address));
    m_engine->setText(lines.join(u'\n'));
    m_exportRoot->setVisible(server->internalRoot.has_value());
}

void SettingsPage::load()
{
    m_session.client().settings(this, [this](const Result<wire::Settings> &settings) {
        if (!settings) {
            if (!m_view->isShowingContent())
                m_view->showError(settings.error());
            return;
        }
        m_form->show(*settings);
        showChanges();
        m_view->showContent();
        goToWanted();
    });
    m_tokens->load();
}

void SettingsPage::reveal(const QString &setting, const QString &value)
{
    m_wanted = setting;
    m_proposed = value;
    load();
}

void SettingsPage::goToWanted()
{
    if (m_wanted.isEmpty())
        return;
    // Only then the fields have got their places.
    QTimer::singleShot(0, this, [this] {
        const QString name = std::exchange(m_wanted, {});
        if (const QString value = std::exchange(m_proposed, {}); !value.isEmpty())
            m_form->propose(name, value);
        if (QWidget *editor = m_form->editorOf(name)) {
            editor->setFocus();
            m_area->ensureWidgetVisible(editor, 0, 120);
        }
    });
}

void SettingsPage::showChanges()
{
    const bool isChanged = unsaved() > 0;
    m_save->setEnabled(isChanged);
    m_discard->setEnabled(isChanged);
}

qsizetype SettingsPage::unsaved() const
{
    return m_form->changes().size();
}

void SettingsPage::addCard(QWidget *card)
{
    m_stack->insertWidget(m_stack->count() - 1, card); // the stretch stays last
}

void SettingsPage::discard()
{
    m_banner->hide();
    m_form->discard();
}

void SettingsPage::save(const std::function<void()> &then)
{
    m_banner->hide();
    if (const int faults = m_form->showFaults(); faults > 0) {
        m_banner->show(Tone::Bad,
                       faults == 1 ? tr("Nothing is saved yet: one field needs another value.")
                                   : tr("Nothing is saved yet: %1 fields need other values.").arg(faults),
                       {}, true);
        return;
    }
    m_save->setEnabled(false);
    m_session.client().updateSettings(m_form->changes(), this, [this, then](const Result<wire::Settings> &settings) {
        if (settings) {
            m_form->accepted(*settings);
            showChanges();
            m_banner->show(Tone::Good, tr("Saved."), {}, true);
            if (then)
                then();
            return;
        }
        m_save->setEnabled(true);
        if (!m_form->refuse(settings.error()))
            m_banner->show(Tone::Bad, errorText(settings.error()), {}, true);
    });
}

void SettingsPage::showEvent(QShowEvent *event)
{
    PageFrame::showEvent(event);
    load();
}

} // namespace unmta::ui
