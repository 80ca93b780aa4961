#include "domain/HandOverDialog.h"

#include "kit/CopyButton.h"
#include "kit/Labels.h"

#include <QDesktopServices>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QUrlQuery>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

QString handOverText(const wire::TrackingDomain &domain)
{
    const wire::Record &record = domain.record;
    return HandOverDialog::tr("Please add this record to the DNS of %1:\n\n"
                              "Type:   %2\n"
                              "Name:   %3   (the full name is %4)\n"
                              "Value:  %5\n"
                              "TTL:    the default, or 3600\n\n"
                              "It must stand alone: no other record may have the same name. If the provider offers a "
                              "proxy for it (at Cloudflare the orange cloud), please switch it off (“DNS only”).\n\n"
                              "With it, the links in our mail run under our own name. Thank you.")
        .arg(record.zone, record.type, record.label, record.name, record.value);
}

HandOverDialog::HandOverDialog(const wire::TrackingDomain &domain, QWidget *parent)
    : Sheet(u"handOverDialog"_s, tr("Hand over to a colleague"), 560, parent)
{
    const QString text = handOverText(domain);
    auto *shown = new QPlainTextEdit(text);
    shown->setObjectName(u"handOverText"_s);
    shown->setAccessibleName(tr("Text for a colleague"));
    shown->setReadOnly(true);
    shown->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    shown->setMinimumHeight(250);
    auto *copy = new CopyButton(tr("the text"));
    copy->setObjectName(u"copyTextButton"_s);
    copy->setProperty("look", {});
    copy->setValue(text);
    auto *mail = new QPushButton(tr("Write an e-mail…"));
    mail->setObjectName(u"writeMailButton"_s);
    auto *close = new QPushButton(tr("Close"));
    close->setObjectName(u"closeButton"_s);
    close->setDefault(true);
    column()->addWidget(paragraph(tr("Everything that the person who runs your DNS needs to know."), u"dim"_s));
    column()->addWidget(shown);
    addButtons({copy, mail, close});
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(mail, &QPushButton::clicked, this, [text, zone = domain.record.zone] {
        QUrl url(u"mailto:"_s);
        QUrlQuery query;
        query.addQueryItem(u"subject"_s,
                           QString::fromLatin1(QUrl::toPercentEncoding(tr("A DNS record for %1").arg(zone))));
        query.addQueryItem(u"body"_s, QString::fromLatin1(QUrl::toPercentEncoding(text)));
        url.setQuery(query);
        QDesktopServices::openUrl(url);
    });
}

} // namespace unmta::ui
