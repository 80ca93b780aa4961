#include "support/TestMain.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QStringList>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <vector>

#ifdef UNMTA_TEST_WIDGETS
#include <QApplication>
#endif

namespace unmta::test {

namespace {

struct Named
{
    QByteArray name;
    TestClass::Make make;
};

struct Role
{
    QByteArray option;
    TestRole::Run run;
};

std::vector<Named> &classes()
{
    static std::vector<Named> all;
    return all;
}

std::vector<Role> &roles()
{
    static std::vector<Role> all;
    return all;
}

QByteArray stemOf(const char *file)
{
    QByteArray name(file);
    name = name.mid(std::max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return name.left(name.lastIndexOf('.'));
}

int runClass(const Named &named, QStringList arguments)
{
    const auto object = named.make();
    return QTest::qExec(object.get(), arguments);
}

int runAll(const QStringList &arguments)
{
    int failures = 0;
    for (const Named &named : classes())
        failures += runClass(named, arguments);
    return std::min(failures, 127);
}

int run(QStringList arguments)
{
    const QByteArray first = arguments.value(1).toLocal8Bit();
    for (const Role &role : roles()) {
        if (first == role.option)
            return role.run(arguments.mid(2));
    }
    if (first == "--list") {
        for (const Named &named : classes())
            std::printf("%s\n", named.name.constData());
        return 0;
    }
    if (!first.startsWith("tst_"))
        return runAll(arguments);
    const auto found =
        std::find_if(classes().begin(), classes().end(), [&](const Named &named) { return named.name == first; });
    if (found == classes().end()) {
        std::fprintf(stderr, "no test class %s here; --list names them\n", first.constData());
        return 2;
    }
    arguments.removeAt(1);
    return runClass(*found, arguments);
}

} // namespace

TestClass::TestClass(const char *file, Make make)
{
    classes().push_back({stemOf(file), make});
}

TestRole::TestRole(const char *option, Run run)
{
    roles().push_back({option, run});
}

} // namespace unmta::test

int main(int argc, char **argv)
{
#ifdef UNMTA_TEST_WIDGETS
    QCoreApplication::setAttribute(Qt::AA_Use96Dpi);
    const QApplication application(argc, argv);
#else
    const QCoreApplication application(argc, argv);
#endif
    return unmta::test::run(QCoreApplication::arguments());
}
