#include "rewriting/RewriteSource.h"

#include "kit/Banner.h"
#include "kit/text/Sign.h"
#include "rewriting/RewriteEdit.h"
#include "rewriting/RewriteWords.h"
#include "support/Formatting.h"
#include "support/Scale.h"
#include "support/WrapRow.h"

#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QThreadPool>
#include <QUrl>
#include <QVBoxLayout>

#include <utility>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

QPushButton *sourceButton(const QString &name, const QString &text, const QString &look = {})
{
    auto *made = new QPushButton(text);
    made->setObjectName(name);
    made->setProperty("look", look);
    return made;
}

bool namesHtml(const QString &name)
{
    return name.endsWith(u".html"_s, Qt::CaseInsensitive) || name.endsWith(u".htm"_s, Qt::CaseInsensitive);
}

} // namespace

RewriteSource::RewriteSource(QWidget *parent)
    : QFrame(parent)
    , m_problem(new Banner)
{
    m_invitation = makeInvitation();
    m_pasting = makePasting();
    m_loaded = makeLoaded();
    setObjectName(u"rewriteSource"_s);
    setProperty("role", u"card"_s);
    m_problem->setObjectName(u"rewriteSourceProblem"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    column->addWidget(m_problem);
    // No stack: that would be as tall as its tallest page.
    for (QWidget *mode : {m_invitation, m_pasting, m_loaded}) {
        column->addWidget(mode);
        mode->hide();
    }
    showMode(m_invitation);
}

QWidget *RewriteSource::makeInvitation()
{
    auto *page = new QWidget;
    auto *sign = new Sign(32);
    sign->showIcon(u"rewriting"_s, Ink::Dim);
    auto *openFile = sourceButton(u"openMessageButton"_s, tr("&Open message…"), u"primary"_s);
    auto *pasteHtml = sourceButton(u"pasteHtmlButton"_s, tr("&Paste HTML…"));
    auto *buttons = new WrapRow;
    buttons->setEnds(Qt::AlignHCenter);
    buttons->add(openFile);
    buttons->add(pasteHtml);
    auto *text =
        paragraph(tr("An .eml file, or an .html file. It is only looked at: nothing is sent or kept."), u"dim"_s);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 22, 0, 22);
    column->setSpacing(8);
    column->addWidget(sign, 0, Qt::AlignHCenter);
    column->addWidget(label(tr("Drop a message here"), u"emptyTitle"_s), 0, Qt::AlignHCenter);
    text->setAlignment(Qt::AlignHCenter);
    column->addWidget(text);
    column->addSpacing(6);
    column->addLayout(buttons);
    connect(openFile, &QPushButton::clicked, this, &RewriteSource::open);
    connect(pasteHtml, &QPushButton::clicked, this, &RewriteSource::paste);
    return page;
}

QWidget *RewriteSource::makePasting()
{
    auto *page = new QWidget;
    m_html = new RewriteEdit(170);
    m_html->setObjectName(u"htmlEdit"_s);
    m_html->setAccessibleName(tr("HTML of the message"));
    m_html->setPlaceholderText(tr("The HTML of a template or a newsletter"));
    m_html->setAcceptDrops(false); // the page takes what is dropped
    m_use = sourceButton(u"usePastedButton"_s, tr("Preview"), u"primary"_s);
    m_use->setEnabled(false);
    auto *cancel = sourceButton(u"cancelPasteButton"_s, tr("Cancel"));
    auto *heading = label(tr("Paste &HTML"), u"heading"_s);
    heading->setBuddy(m_html);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_use);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(heading);
    column->addWidget(m_html);
    column->addLayout(buttons);
    connect(m_html, &RewriteEdit::textChanged, this, [this] { m_use->setEnabled(!m_html->document()->isEmpty()); });
    connect(m_use, &QPushButton::clicked, this, &RewriteSource::usePasted);
    connect(cancel, &QPushButton::clicked, this, [this] { showMode(m_before); });
    return page;
}

QWidget *RewriteSource::makeLoaded()
{
    auto *page = new QWidget;
    m_name = label({}, u"heading"_s);
    m_name->setObjectName(u"messageName"_s);
    m_name->setMinimumWidth(1);
    m_size = label({}, u"dim"_s);
    auto *openFile = sourceButton(u"openAnotherButton"_s, tr("&Open another…"), u"small"_s);
    auto *pasteHtml = sourceButton(u"pasteOtherButton"_s, tr("&Paste HTML…"), u"small"_s);
    auto *top = new WrapRow;
    top->add(m_name);
    top->add(m_size);
    top->addStretch();
    top->add(openFile);
    top->add(pasteHtml);
    m_host = new QComboBox;
    m_host->setObjectName(u"trackingHostBox"_s);
    m_host->setAccessibleName(tr("Tracking host"));
    m_host->setMinimumWidth(scaled(200, fontMetrics()));
    m_host->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_hostNote = paragraph(tr("HTML by itself gets the cluster's default."), u"small"_s);
    auto *hostName = label(tr("&Tracking host"), u"dim"_s);
    hostName->setBuddy(m_host);
    auto *choice = new WrapRow;
    choice->setSpacing(10);
    choice->add(hostName);
    choice->add(m_host, scaled(300, fontMetrics()));
    choice->add(m_hostNote, scaled(200, fontMetrics()));
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addLayout(top);
    column->addLayout(choice);
    connect(openFile, &QPushButton::clicked, this, &RewriteSource::open);
    connect(pasteHtml, &QPushButton::clicked, this, &RewriteSource::paste);
    connect(m_host, &QComboBox::activated, this, &RewriteSource::hostChosen);
    return page;
}

void RewriteSource::showMode(QWidget *mode)
{
    QWidget *before = std::exchange(m_mode, mode);
    mode->show(); // first, so that the keyboard has somewhere to go
    if (before && before != mode)
        before->hide();
}

bool RewriteSource::accepts(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    return (urls.size() == 1 && urls.front().isLocalFile()) || (urls.isEmpty() && data.hasHtml());
}

void RewriteSource::take(const QMimeData &data)
{
    setDropping(false);
    if (const QList<QUrl> urls = data.urls(); !urls.isEmpty())
        return read(urls.front().toLocalFile());
    m_problem->hide();
    Q_EMIT chosen({{}, data.html().toUtf8(), true});
}

void RewriteSource::setDropping(bool dropping)
{
    setLook(this, "tone", dropping ? u"accent"_s : QString());
}

void RewriteSource::open()
{
    auto *dialog = new QFileDialog(this, tr("Open message"));
    dialog->setObjectName(u"openMessageDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Messages (*.eml *.html *.htm)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &RewriteSource::read);
    dialog->open();
}

void RewriteSource::read(const QString &path)
{
    // On a slow disk or a share, reading takes as long as it likes.
    QThreadPool::globalInstance()->start([path, number = ++m_reading, self = QPointer(this), context = qApp] {
        QFile file(path);
        QByteArray bytes;
        QString problem;
        if (!file.open(QIODevice::ReadOnly))
            problem = tr("The file could not be read: %1").arg(file.errorString());
        else if (bytes = file.read(maxBytes + 1); bytes.size() > maxBytes)
            problem = tr("The file is larger than %1. Try it on the command line: unmta-ctl rewrite.")
                          .arg(byteSize(maxBytes));
        else if (bytes.isEmpty())
            problem = file.error() == QFile::NoError ? tr("The file is empty.")
                                                     : tr("The file could not be read: %1").arg(file.errorString());
        QMetaObject::invokeMethod(context, [self, number, path, bytes, problem] {
            if (self && number == self->m_reading)
                self->takeFile(QFileInfo(path).fileName(), bytes, problem);
        });
    });
}

void RewriteSource::takeFile(const QString &name, const QByteArray &bytes, const QString &problem)
{
    if (!problem.isEmpty())
        return showProblem(problem);
    m_problem->hide();
    Q_EMIT chosen({name, bytes, namesHtml(name)});
}

void RewriteSource::paste()
{
    m_problem->hide();
    m_before = m_mode;
    showMode(m_pasting);
    m_html->setFocus();
}

void RewriteSource::usePasted()
{
    const QByteArray html = m_html->toPlainText().toUtf8();
    if (html.size() > maxBytes)
        return showProblem(tr("That is more than %1.").arg(byteSize(maxBytes)));
    m_problem->hide();
    Q_EMIT chosen({{}, html, true});
}

void RewriteSource::showLoaded(const RewriteInput &input)
{
    const QString name = input.name.isEmpty() ? tr("Pasted HTML") : input.name;
    m_name->setText(m_name->fontMetrics().elidedText(name, Qt::ElideMiddle, scaled(260, m_name->fontMetrics())));
    m_name->setToolTip(plainTip(name));
    m_size->setText(byteSize(input.bytes.size()));
    m_host->setEnabled(!input.isHtml);
    m_hostNote->setVisible(input.isHtml);
    if (input.isHtml)
        m_host->setCurrentIndex(0);
    showMode(m_loaded);
}

void RewriteSource::setHosts(const QString &defaultHost, const QStringList &active)
{
    const QString before = host();
    m_host->clear();
    m_host->addItem(defaultHost.isEmpty() ? tr("The cluster's default") : tr("%1 (default)").arg(defaultHost),
                    QString());
    for (const QString &name : active) {
        if (name != defaultHost)
            m_host->addItem(name, name);
    }
    m_host->setCurrentIndex(std::max(0, m_host->findData(before)));
}

QString RewriteSource::host() const
{
    return m_host->currentData().toString();
}

void RewriteSource::showProblem(const QString &sentence)
{
    m_problem->show(Tone::Bad, sentence, {}, true);
}

} // namespace unmta::ui
