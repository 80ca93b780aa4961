// The test classes of a folder are one program, "tests_dns": it runs the class that its first argument names, with
// Qt Test's own options behind it, or all of them. A class is named like its file: tst_dns_client.
#pragma once

#include "support/Patience.h"

#include <QObject>

#include <memory>

namespace unmta::test {

// Makes a class known to the program's main(); a static object behind each class, see UNMTA_TEST.
class TestClass
{
public:
    using Make = std::unique_ptr<QObject> (*)();
    TestClass(const char *file, Make make);
};

// Something else that the program does when it is started with `option`, as a child of one of its own tests; what `run`
// returns is the exit status. Only the arguments behind the option are handed in.
class TestRole
{
public:
    using Run = int (*)(const QStringList &arguments);
    TestRole(const char *option, Run run);
};

} // namespace unmta::test

// Once in each test's file, behind the class.
#define UNMTA_TEST(Class)                                                                                              \
    static const unmta::test::TestClass registered##Class(                                                             \
        __FILE__, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });
