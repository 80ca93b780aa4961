#include "domain/AppLinksDialog.h"

#include "kit/Labels.h"
#include "language/EngineText.h"
#include "session/Session.h"
#include "support/FixedFont.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const QJsonValue &file)
{
    const QJsonDocument document = file.isArray() ? QJsonDocument(file.toArray()) : QJsonDocument(file.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Indented)).trimmed();
}

const QString appleExample = u"{\n    \"applinks\": {\n        \"details\": [\n            {\n"
                             "                \"appIDs\": [\"ABCDE12345.com.example.app\"],\n"
                             "                \"components\": [{\"/\": \"/c/a/*\"}]\n"
                             "            }\n        ]\n    }\n}"_s;
const QString androidExample = u"[\n    {\n        \"relation\": [\"delegate_permission/common.handle_all_urls\"],\n"
                               "        \"target\": {\n            \"namespace\": \"android_app\",\n"
                               "            \"package_name\": \"com.example.app\",\n"
                               "            \"sha256_cert_fingerprints\": [\"14:6D:E9:…\"]\n"
                               "        }\n    }\n]"_s;

} // namespace

AppLinksDialog::AppLinksDialog(Session &session, wire::TrackingDomain domain, QWidget *parent)
    : Sheet(u"appLinksDialog"_s, tr("Links of %1 that open an app").arg(domain.unicodeName), 620, parent)
    , m_session(session)
    , m_domain(std::move(domain))
    , m_platforms{Platform(u"apple"_s, u"/.well-known/apple-app-site-association"_s),
                  Platform(u"android"_s, u"/.well-known/assetlinks.json"_s)}
    , m_tabs(new QTabWidget)
    , m_answer(paragraph({}, u"small"_s))
    , m_close(new QPushButton(tr("Close")))
    , m_remove(new QPushButton(tr("Remove file")))
    , m_save(new QPushButton(tr("Save file")))
{
    m_tabs->setObjectName(u"platformTabs"_s);
    m_tabs->setAccessibleName(tr("Platform"));
    m_tabs->setDocumentMode(true);
    m_tabs->setFocusPolicy(Qt::NoFocus); // its bar has it
    m_tabs->tabBar()->setObjectName(u"platformTabBar"_s);
    m_tabs->tabBar()->setAccessibleName(tr("Platform"));
    m_tabs->tabBar()->setDrawBase(false);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->addTab(makeTab(m_platforms[0], appleExample), tr("iPhone and iPad"));
    m_tabs->addTab(makeTab(m_platforms[1], androidExample), tr("Android"));
    m_answer->setObjectName(u"appLinksAnswer"_s);
    m_close->setObjectName(u"closeButton"_s);
    m_close->setAutoDefault(false);
    m_remove->setObjectName(u"removeFileButton"_s);
    m_remove->setAutoDefault(false);
    m_save->setObjectName(u"saveFileButton"_s);
    m_save->setProperty("look", u"primary"_s);
    m_save->setAutoDefault(false);

    column()->setSpacing(10);
    column()->addWidget(
        paragraph(tr("An app can open links that begin with https://%1/c/a/ when its platform finds a file on this "
                     "domain that names the app. The file is served while the domain is active; such links are made "
                     "with “app” in the API and in unmta-ctl link mint.")
                      .arg(m_domain.name),
                  u"dim"_s));
    column()->addWidget(m_tabs);
    column()->addWidget(m_answer);
    addButtons({m_close, m_remove, m_save});

    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        say({}, u"small"_s);
        showState();
    });
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_remove, &QPushButton::clicked, this, &AppLinksDialog::remove);
    connect(m_save, &QPushButton::clicked, this, &AppLinksDialog::save);
    for (Platform &platform : m_platforms)
        load(platform);
    showState();
}

QWidget *AppLinksDialog::makeTab(Platform &platform, const QString &example)
{
    auto *tab = new QWidget;
    auto *rows = new QVBoxLayout(tab);
    rows->setContentsMargins(0, 10, 0, 0);
    rows->setSpacing(6);
    rows->addWidget(paragraph(u"https://%1%2"_s.arg(m_domain.name, platform.path), u"small"_s));
    platform.text = new QPlainTextEdit;
    platform.text->setObjectName(platform.name + u"FileEdit"_s);
    platform.text->setAccessibleName(tr("The file for this platform, JSON"));
    platform.text->setFont(fixedFont(font()));
    platform.text->setPlaceholderText(example);
    platform.text->setTabChangesFocus(true);
    platform.text->setMinimumHeight(230);
    platform.text->setEnabled(false); // until it is known what is served
    rows->addWidget(platform.text);
    connect(platform.text, &QPlainTextEdit::textChanged, this, &AppLinksDialog::showState);
    return tab;
}

AppLinksDialog::Platform &AppLinksDialog::chosen()
{
    return m_platforms[m_tabs->currentIndex() == 1 ? 1 : 0];
}

QStringList AppLinksDialog::pathOf(const Platform &platform) const
{
    return {m_domain.clusterId, m_domain.name, platform.name};
}

void AppLinksDialog::load(Platform &platform)
{
    m_session.client().call(api::getAppLinks, pathOf(platform), this,
                            [this, &platform](const Result<QJsonValue> &file) {
                                const bool isMissing = !file && file.error().context.value(u"status"_s) == u"404"_s;
                                if (file || isMissing)
                                    return show(platform, isMissing ? QJsonValue() : *file);
                                say(errorText(file.error()), u"errorSmall"_s);
                            });
}

void AppLinksDialog::show(Platform &platform, const QJsonValue &file)
{
    platform.isKnown = true;
    platform.served = file.isArray() || file.isObject() ? textOf(file) : QString();
    platform.text->setEnabled(true);
    platform.text->setPlainText(platform.served);
    showState();
}

void AppLinksDialog::showState()
{
    const Platform &platform = chosen();
    const QString text = platform.text->toPlainText().trimmed();
    m_remove->setEnabled(platform.isKnown && !platform.served.isEmpty());
    m_save->setEnabled(platform.isKnown && !text.isEmpty() && text != platform.served);
}

void AppLinksDialog::say(const QString &text, const QString &role)
{
    setRole(m_answer, role);
    m_answer->setText(text);
    m_answer->setVisible(!text.isEmpty());
}

void AppLinksDialog::save()
{
    Platform &platform = chosen();
    m_save->setEnabled(false);
    const MessageBody body{platform.text->toPlainText().toUtf8(), "application/json"};
    m_session.client().call(api::setAppLinks, pathOf(platform), body, this,
                            [this, &platform](const Result<QJsonValue> &file) {
                                if (!file) {
                                    say(errorText(file.error()), u"errorSmall"_s);
                                    return showState();
                                }
                                show(platform, *file);
                                say(tr("Saved. Platforms keep the file of before for up to a day."), u"small"_s);
                            });
}

void AppLinksDialog::remove()
{
    Platform &platform = chosen();
    m_remove->setEnabled(false);
    m_session.client().call(api::deleteAppLinks, pathOf(platform), this, [this, &platform](const Result<void> &done) {
        if (!done) {
            say(errorText(done.error()), u"errorSmall"_s);
            return showState();
        }
        show(platform, QJsonValue());
        say(tr("Removed. Apps do not open these links any more."), u"small"_s);
    });
}

} // namespace unmta::ui
