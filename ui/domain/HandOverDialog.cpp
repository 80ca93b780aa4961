#include "domain/HandOverDialog.h"

#include "kit/Labels.h"
#include "kit/text/CopyButton.h"
#include "support/FixedFont.h"
#include "support/Formatting.h"

#include <QDesktopServices>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QUrl>
#include <QUrlQuery>
#include <QVBoxLayout>

namespace unmta::ui {

using namespace Qt::StringLiterals;

QString handOverText(const QList<wire::TrackingDomain> &domains)
{
    QStringList records;
    for (const wire::TrackingDomain &domain : domains) {
        const wire::Record &record = domain.record;
        const QString values = HandOverDialog::tr("Type:   %1\n"
                                                  "Name:   %2   (the full name is %3)\n"
                                                  "Value:  %4\n"
                                                  "TTL:    the default, or 3600")
                                   .arg(record.type, record.label, record.name, record.value);
        records << (domains.size() == 1 ? values : HandOverDialog::tr("Zone:   %1").arg(record.zone) + u'\n' + values);
    }
    const QString request =
        domains.size() == 1
            ? HandOverDialog::tr("Please add this record to the DNS of %1:\n\n%2\n\n"
                                 "It must stand alone: no other record may have the same name. If the provider offers "
                                 "a proxy for it (at Cloudflare the orange cloud), please switch it off (“DNS only”).")
                  .arg(domains.first().record.zone, records.first())
            : HandOverDialog::tr(
                  "Please add these records to the DNS:\n\n%1\n\n"
                  "Each must stand alone: no other record may have the same name. If the provider offers "
                  "a proxy for them (at Cloudflare the orange cloud), please switch it off (“DNS only”).")
                  .arg(records.join(u"\n\n"_s));
    return request + HandOverDialog::tr("\n\nWith it, the links in our mail run under our own name. Thank you.");
}

HandOverDialog::HandOverDialog(const QList<wire::TrackingDomain> &domains, QWidget *parent)
    : Sheet(u"handOverDialog"_s, tr("Hand over to a colleague"), 560, parent)
{
    const QString text = handOverText(domains);
    auto *shown = new QPlainTextEdit(text);
    shown->setObjectName(u"handOverText"_s);
    shown->setAccessibleName(tr("Text for a colleague"));
    shown->setReadOnly(true);
    shown->setFont(fixedFont(font()));
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
    connect(mail, &QPushButton::clicked, this, [text, domains] {
        QUrl url(u"mailto:"_s);
        QUrlQuery query;
        query.addQueryItem(u"subject"_s,
                           QString::fromLatin1(QUrl::toPercentEncoding(
                               domains.size() == 1 ? tr("A DNS record for %1").arg(domains.first().record.zone)
                                                   : tr("%1 DNS records").arg(number(domains.size())))));
        query.addQueryItem(u"body"_s, QString::fromLatin1(QUrl::toPercentEncoding(text)));
        url.setQuery(query);
        QDesktopServices::openUrl(url);
    });
}

} // namespace unmta::ui
