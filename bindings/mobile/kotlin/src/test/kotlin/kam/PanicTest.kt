package kam

import java.io.File
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledOnOs
import org.junit.jupiter.api.condition.OS
import org.junit.jupiter.api.io.TempDir

/** What the child does: the library is as it is shipped, but the operating system gives it no random numbers, and a hash map cannot do without. */
object Panics {
    @JvmStatic
    fun main(arguments: Array<String>) {
        val files = listOf(ExportFile("account_plan__v.csv", "id,name__v\n1,a\n".toByteArray()))
        try {
            loadExportFiles(files).use { println(it.plans()) }
        } catch (fault: Fault) {
            println("${faultCode(fault)}: ${faultText(fault)}")
        }
        println(openPlan("""{"id": "AP-1", "nodes": [{"id": "a", "status": "done"}]}""").use { it.completion() })
    }
}

class PanicTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    fun `a panic is a fault and the library goes on`(@TempDir folder: Path) {
        val shim = folder.resolve("no_random.so").toString()
        val source = File(System.getProperty("kam.root"), "tests/panic/no_random.c").path
        assertEquals(0, ProcessBuilder("cc", "-shared", "-fPIC", "-o", shim, source, "-ldl").inheritIO().start().waitFor())
        val java = File(System.getProperty("java.home"), "bin/java").path
        val classes = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val child = ProcessBuilder(java, "-Djna.library.path=${System.getProperty("jna.library.path")}", "-cp", classes, "kam.Panics")
        child.environment() += mapOf("LD_PRELOAD" to shim, "KAM_TEST_NO_RANDOM" to "1")
        val log = folder.resolve("stderr").toFile()
        val process = child.redirectError(log).start()
        val lines = process.inputStream.bufferedReader().readLines()
        assertTrue(process.waitFor(60, TimeUnit.SECONDS))
        assertEquals(listOf("internal: a mistake in kam itself: failed to generate random data", "100"), lines, log.readText())
    }
}
