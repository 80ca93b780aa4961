#include "kit/files/SaveDialog.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

namespace unmta::ui {

using namespace Qt::StringLiterals;

namespace {

struct SaveDialog
{
    Q_DECLARE_TR_FUNCTIONS(SaveDialog)
};

} // namespace

void openSave(const SaveWish &wish, QWidget *parent, const std::function<void(bool, const QString &)> &told)
{
    auto *dialog = new QFileDialog(parent, wish.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(wish.fileName).suffix());
    dialog->selectFile(wish.fileName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [content = wish.content, told](const QString &path) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
            told(false, SaveDialog::tr("The file could not be written: %1").arg(file.errorString()));
        else
            told(true, SaveDialog::tr("Exported to %1.").arg(path));
    });
    dialog->open();
}

QString csvCell(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front()))
        text.prepend(u'\'');
    const bool isQuoted = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    return isQuoted ? u'"' + text.replace(u'"', u"\"\""_s) + u'"' : text;
}

} // namespace unmta::ui
