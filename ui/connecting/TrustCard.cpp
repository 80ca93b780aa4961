#include "connecting/TrustCard.h"

#include "kit/Labels.h"
#include "kit/text/CopyText.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include <algorithm>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype charactersOfALine = 8 * 3; // eight bytes, of 32

// Two that differ are told apart by looking from line to line, so every line ends at the same byte.
QString inLines(const QString &fingerprint)
{
    QStringList lines;
    for (qsizetype from = 0; from < fingerprint.size(); from += charactersOfALine)
        lines << fingerprint.sliced(from, std::min(charactersOfALine, fingerprint.size() - from));
    return lines.join(u'\n');
}

} // namespace

TrustCard::TrustCard(QWidget *parent)
    : QFrame(parent)
    , m_heading(paragraph({}, u"strong"_s))
    , m_text(paragraph({}))
    , m_prints(new QVBoxLayout)
    , m_compare(paragraph(tr("To compare, run this on the engine's own computer: unmta-ctl server show"), u"dim"_s))
    , m_compared(new QCheckBox(tr("I have compared the new fingerprint there")))
{
    setObjectName(u"trustCard"_s);
    setProperty("role", u"notice"_s);
    m_heading->setObjectName(u"trustHeading"_s);
    m_text->setObjectName(u"trustText"_s);
    m_compared->setObjectName(u"fingerprintComparedBox"_s);
    m_compared->setAccessibleName(m_compared->text());
    m_prints->setSpacing(4);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_heading);
    column->addWidget(m_text);
    column->addLayout(m_prints);
    column->addWidget(m_compare);
    column->addWidget(m_compared);
    connect(m_compared, &QCheckBox::toggled, this, &TrustCard::mayAcceptChanged);
    hide();
}

bool TrustCard::concerns(const Error &error)
{
    const bool isOfTrust = error.code == u"transport.tls" || error.code == u"transport.tls_changed";
    return isOfTrust && !error.context.value(u"fingerprint"_s).isEmpty();
}

bool TrustCard::mayAccept() const
{
    return !m_fingerprint.isEmpty() && (!m_isChange || m_compared->isChecked());
}

void TrustCard::addFingerprint(const QString &name, const QString &heading, const QString &what,
                               const QString &fingerprint)
{
    m_prints->addWidget(label(heading, u"small"_s));
    m_prints->addWidget(new CopyText(name, what, fingerprint, inLines(fingerprint)));
}

void TrustCard::show(const Error &error)
{
    putAway();
    m_fingerprint = error.context.value(u"fingerprint"_s);
    m_isChange = error.code == u"transport.tls_changed";
    setLook(this, "tone", m_isChange ? u"bad"_s : u"accent"_s);
    setRole(m_heading, m_isChange ? u"errorHeading"_s : u"strong"_s);
    if (m_isChange) {
        m_heading->setText(tr("This is not the engine that you trusted"));
        m_text->setText(tr("Whoever answers at this address shows another certificate than before. That is so when the "
                           "engine was set up anew without its store. It is also so when somebody has put himself in "
                           "between, to get your token. Nothing has been sent."));
        addFingerprint(u"expectedFingerprint"_s, tr("Trusted so far"), tr("the fingerprint trusted so far"),
                       error.context.value(u"expected"_s));
        addFingerprint(u"fingerprint"_s, tr("Shown now"), tr("the fingerprint shown now"), m_fingerprint);
    } else {
        m_heading->setText(tr("Is this your engine?"));
        m_text->setText(tr("An engine vouches for itself, so at the first contact this computer cannot know whether it "
                           "has met the right one. If the fingerprint is the one that the engine shows, nobody is in "
                           "between. From then on only this certificate is trusted here. Nothing has been sent yet."));
        addFingerprint(u"fingerprint"_s, tr("SHA-256 fingerprint of %1").arg(error.context.value(u"subject"_s)),
                       tr("the fingerprint"), m_fingerprint);
    }
    m_compared->setVisible(m_isChange);
    setVisible(true);
    Q_EMIT mayAcceptChanged();
}

QWidget *TrustCard::evidence() const
{
    return m_prints->isEmpty() ? nullptr : m_prints->itemAt(m_prints->count() - 1)->widget();
}

void TrustCard::putAway()
{
    hide();
    m_fingerprint.clear();
    m_isChange = false;
    m_compared->setChecked(false);
    while (QLayoutItem *item = m_prints->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // perhaps the one that was clicked
        delete item;
    }
    Q_EMIT mayAcceptChanged();
}

} // namespace unmta::ui
